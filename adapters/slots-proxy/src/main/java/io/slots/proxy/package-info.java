/**
 * An embedded reverse proxy that is a {@link io.slots.spi.Router}: it directs requests by host to
 * the instances of slots, and switches between two requests.
 *
 * <p>Start at {@link io.slots.proxy.EmbeddedProxy}.
 *
 * <p>HTTP and WebSockets are Vert.x's: its server, its pooled client, its streams with their
 * back-pressure. What is ours is which instance a request goes to, and the counting. The forwarding
 * is <em>not</em> vertx-http-proxy's, for reading its source showed that it passes on no {@code 100
 * Continue}, pipes WebSockets as bare sockets without back-pressure (so that no close frame can be
 * sent when a deadline is over, and the body of a refused upgrade is lost), leaves headers that
 * {@code Connection} names and the response's hop-by-hop headers in place, drops trailers, buffers
 * whole bodies for HTTP/1.0 clients, and tells the embedder neither that a client hung up nor when
 * a response is done, which is what the counts are made of.
 */
@NullMarked
package io.slots.proxy;

import org.jspecify.annotations.NullMarked;
