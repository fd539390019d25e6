/**
 * What the examples with real processes share. {@link io.slots.examples.stage.Stage} is the wiring
 * of engine, processes and proxy; a service runs on it, load asks it, and a judge looks at the
 * answers.
 */
@NullMarked
package io.slots.examples.stage;

import org.jspecify.annotations.NullMarked;
