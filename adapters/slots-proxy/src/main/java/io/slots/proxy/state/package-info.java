/**
 * Tables that outlive the proxy, in files. The package is not exported. Start at {@link
 * io.slots.proxy.state.RouteFiles}.
 *
 * <p>A file holds all that is kept of an app, its table with the generation and its fencing token,
 * so that the three change in one step. It is written before the switch: what was confirmed is on
 * the disk, and what a crash leaves there without confirmation is in force after the restart, which
 * the engine learns by asking. No health is kept, for that is told by the table: an instance that
 * died meanwhile is one that cannot be reached.
 */
@NullMarked
package io.slots.proxy.state;

import org.jspecify.annotations.NullMarked;
