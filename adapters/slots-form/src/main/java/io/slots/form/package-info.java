/**
 * How apps and reports are written down: JSON, one small class for each concept. Start at {@link
 * io.slots.form.StoredForm}.
 *
 * <p>A module of its own, so that every store of ours writes the same: what one has written,
 * another can read.
 *
 * <p>Why by hand, and not by a mapper from classes: what is stored outlives the classes. A class
 * may be renamed, an attribute moved, and every store that is out there must still be read. Each
 * class here says field by field what is stored, and nothing else decides it. A document names its
 * form by a number. Whoever stores one more thing writes a new form: a library that knows only the
 * old one would read the document, and lose that thing with its next write. So it refuses instead.
 *
 * <p>A record has each setting once, in a document of its own; the others name it by its place
 * there. A swap has every setting in half a dozen lists and changes none: it writes, and seals, not
 * one of them. When a setting is new, or nobody has it any more, all documents are written anew, so
 * that a value that was taken away is not kept.
 *
 * <p>Paths to warm up are sealed as values of settings are, wherever they stand: they are read from
 * a setting, and then they are facts of an operation and need not be that setting's any more. So
 * they cannot be named by its place.
 */
@NullMarked
package io.slots.form;

import org.jspecify.annotations.NullMarked;
