/**
 * A management server: the library behind HTTP.
 *
 * <p>Start at {@link io.slots.server.SlotsServer}, which wires the parts: {@link
 * io.slots.server.platform} is the engine with its store, runtime and router; {@link
 * io.slots.server.api} is the server's own API, {@link io.slots.server.arm} the one that Azure's
 * clients drive; {@link io.slots.server.content} takes packages; {@link io.slots.server.access}
 * knows who may do what; {@link io.slots.server.files} keeps files durable and to itself; {@link
 * io.slots.server.http} serves it all.
 */
@NullMarked
package io.slots.server;

import org.jspecify.annotations.NullMarked;
