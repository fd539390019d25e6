/**
 * What must hold of any app and any sequence of operations: properties, tried on random ones. A
 * failure tells its seed, with which it is the same again.
 */
@NullMarked
package io.slots.testkit.property;

import org.jspecify.annotations.NullMarked;
