/**
 * Real processes behind HAProxy, swapped under load by an engine that keeps its state in
 * PostgreSQL. {@link io.slots.examples.haproxyswap.Orchestrator} is the wiring that an embedder
 * copies; {@code LocalHaproxy} and {@code LocalPostgresql} stand for what runs there already.
 */
@NullMarked
package io.slots.examples.haproxyswap;

import org.jspecify.annotations.NullMarked;
