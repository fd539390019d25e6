/**
 * The house style of the generated values. Not exported: it matters to this module's build only.
 */
@NullMarked
package io.slots.style;

import org.jspecify.annotations.NullMarked;
