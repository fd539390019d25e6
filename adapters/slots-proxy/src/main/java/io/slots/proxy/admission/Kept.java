package io.slots.proxy.admission;

import io.slots.app.AppName;
import io.slots.effect.RoutingTable;
import java.util.Optional;

/**
 * What is to outlive the proxy, of one app.
 *
 * @param app the app
 * @param fencingToken the highest that was seen for it
 * @param table the table in force, if one was published
 */
public record Kept(AppName app, long fencingToken, Optional<RoutingTable> table) {}
