/** Processes of this machine, as Java and Linux tell of them. Start at {@link ProcessTree}. */
@NullMarked
package io.slots.local.process;

import org.jspecify.annotations.NullMarked;
