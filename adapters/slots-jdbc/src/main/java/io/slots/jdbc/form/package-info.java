/**
 * How apps and reports are written down: JSON, one small class for each concept. Start at {@link
 * io.slots.jdbc.form.StoredForm}.
 *
 * <p>Why by hand, and not by a mapper from classes: what is stored outlives the classes. A class
 * may be renamed, an attribute moved, and every store that is out there must still be read. Each
 * class here says field by field what is stored, and nothing else decides it. A document names its
 * form by a number. Whoever stores one more thing writes a new form: a library that knows only the
 * old one would read the document, and lose that thing with its next write. So it refuses instead.
 */
@NullMarked
package io.slots.jdbc.form;

import org.jspecify.annotations.NullMarked;
