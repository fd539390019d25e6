/**
 * What a routing decision and a switch of tables cost in the embedded router, without any network.
 * Start at {@link io.slots.benchmarks.routing.DecisionBenchmark}.
 */
@NullMarked
package io.slots.benchmarks.routing;

import org.jspecify.annotations.NullMarked;
