/**
 * What stands behind the APIs: the engine, with a store, a runtime and a router, wired as the
 * configuration says. {@link io.slots.server.platform.Platform} starts and ends it all.
 */
@NullMarked
package io.slots.server.platform;

import org.jspecify.annotations.NullMarked;
