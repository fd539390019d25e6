/**
 * The library embedded in a small controller: a {@code SlottedApp} says which version is to be in
 * production, and the controller has it promoted through a staging slot, without a request lost.
 *
 * <p>Start at {@link io.slots.examples.operator.Promotion}, which says what is done for one
 * resource.
 */
@NullMarked
package io.slots.examples.operator;

import org.jspecify.annotations.NullMarked;
