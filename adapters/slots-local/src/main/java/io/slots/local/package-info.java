/**
 * How adapters fail that run processes of this machine.
 *
 * <p>What such adapters share lies in the packages below, which are for them only: {@code state}
 * has files that a crash leaves whole, and fencing tokens that outlive a process; {@code process}
 * finds processes, and what they started; {@code turn} has the calls for an instance take turns.
 */
@NullMarked
package io.slots.local;

import org.jspecify.annotations.NullMarked;
