/** How the management server stands a load of requests. */
@NullMarked
package io.slots.benchmarks.server;

import org.jspecify.annotations.NullMarked;
