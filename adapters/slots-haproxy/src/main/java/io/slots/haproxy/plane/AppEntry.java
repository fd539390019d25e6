package io.slots.haproxy.plane;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.Map;
import java.util.Optional;

/**
 * What is in force for one app.
 *
 * @param app the app
 * @param fencingToken the highest that was seen
 * @param table its table; none, if only its token is known
 * @param backends which backend serves each slot that has instances
 */
public record AppEntry(
    AppName app, long fencingToken, Optional<RoutingTable> table, Map<SlotName, String> backends) {
  /** Copies the map. */
  public AppEntry {
    backends = Map.copyOf(backends);
  }

  /** The generation in force. */
  public RoutingGeneration generation() {
    return table.map(RoutingTable::generation).orElse(RoutingGeneration.NONE);
  }
}
