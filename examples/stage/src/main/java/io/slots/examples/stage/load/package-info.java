/**
 * The load: connections that ask one host all the time, and never try twice. {@link
 * io.slots.examples.stage.load.Load} runs it, an {@link io.slots.examples.stage.load.Exchange} is
 * what it brings home for each request.
 */
@NullMarked
package io.slots.examples.stage.load;

import org.jspecify.annotations.NullMarked;
