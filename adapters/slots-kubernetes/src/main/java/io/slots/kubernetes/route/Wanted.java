package io.slots.kubernetes.route;

import io.slots.app.AppName;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.Optional;

/**
 * A table that somebody wants in force.
 *
 * @param table the table
 * @param token the fencing token of who publishes it; empty for who brings about what is decided
 */
record Wanted(RoutingTable table, Optional<Long> token) {
  static Wanted published(RoutingTable table, long token) {
    return new Wanted(table, Optional.of(token));
  }

  static Wanted decided(RoutingTable table) {
    return new Wanted(table, Optional.empty());
  }

  AppName app() {
    return table.app();
  }

  RoutingGeneration generation() {
    return table.generation();
  }
}
