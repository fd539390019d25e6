/**
 * What HAProxy is to have, as values: which routes of which apps, on which backends, and the one
 * map that says so. No socket and no file. Start at {@link io.slots.haproxy.plane.Plane}. The
 * package is not exported.
 */
@NullMarked
package io.slots.haproxy.plane;

import org.jspecify.annotations.NullMarked;
