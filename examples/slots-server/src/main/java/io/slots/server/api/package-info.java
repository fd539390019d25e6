/**
 * The server's own API: what Azure's has not, in plain JSON. Operations with their steps and
 * reasons, previews as data, history, rollback by identity, swaps by version, events as they
 * happen. {@link io.slots.server.api.OwnApi} lists its actions, from which the OpenAPI document is
 * made.
 */
@NullMarked
package io.slots.server.api;

import org.jspecify.annotations.NullMarked;
