/**
 * Clients on loopback that keep their connections, and the processes that they load. Start at
 * {@link io.slots.benchmarks.load.PacedLoad}.
 */
@NullMarked
package io.slots.benchmarks.load;

import org.jspecify.annotations.NullMarked;
