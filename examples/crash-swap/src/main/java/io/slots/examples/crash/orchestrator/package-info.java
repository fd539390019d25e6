/**
 * The process that is killed: the engine on a durable store, and what it is asked to do. Start at
 * {@link io.slots.examples.crash.orchestrator.Orchestrator}.
 */
@NullMarked
package io.slots.examples.crash.orchestrator;

import org.jspecify.annotations.NullMarked;
