/**
 * The process that outlives orchestrators: the proxy, and the instances. Start at {@link
 * io.slots.examples.crash.plane.DataPlane}.
 */
@NullMarked
package io.slots.examples.crash.plane;

import org.jspecify.annotations.NullMarked;
