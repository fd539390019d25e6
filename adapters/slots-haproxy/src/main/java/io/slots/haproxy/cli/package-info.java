/**
 * Talking to HAProxy: one class for a session of its command line, one for a worker process and
 * what can be asked of it. Nothing here knows of apps or routes. The package is not exported.
 *
 * <p>A session is interactive ({@code prompt}), and is opened for one piece of work and closed
 * after it. Of the two ways that HAProxy has, the other, one connection for each command, has an
 * end that cannot be mistaken (the connection's), but costs a connection for each of the eight or
 * more commands of a publish; and a session that is kept would be closed by {@code stats timeout}.
 * Where an answer ends, the prompt tells: HAProxy's manual says that it is an empty line, but
 * messages of refusal come without.
 */
@NullMarked
package io.slots.haproxy.cli;

import org.jspecify.annotations.NullMarked;
