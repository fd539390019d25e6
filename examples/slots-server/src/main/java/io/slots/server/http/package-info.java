/**
 * What the server's APIs have in common: an {@link io.slots.server.http.Action} is one call with
 * all that is to be known of it, {@link io.slots.server.http.HttpServer} serves a list of them, and
 * whatever goes wrong becomes a {@link io.slots.server.http.Trouble}, which each API writes in its
 * own form.
 */
@NullMarked
package io.slots.server.http;

import org.jspecify.annotations.NullMarked;
