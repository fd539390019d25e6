/**
 * The management API that Azure's clients drive, as far as the library has what they ask for. What
 * it has not is refused, never ignored in silence where that would change what a client means; the
 * module's README lists it. {@link io.slots.server.arm.ArmApi} lists its actions.
 */
@NullMarked
package io.slots.server.arm;

import org.jspecify.annotations.NullMarked;
