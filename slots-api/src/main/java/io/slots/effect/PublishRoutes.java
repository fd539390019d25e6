package io.slots.effect;

import java.util.stream.Collectors;

/**
 * Brings a routing table into force, in one step.
 *
 * @param table the app's whole new table
 */
public record PublishRoutes(RoutingTable table) implements Effect {
  @Override
  public String describe() {
    return table.routes().stream()
        .map(
            route ->
                route.host()
                    + " → "
                    + (route.instances().isEmpty()
                        ? "nothing"
                        : route.instances().stream()
                            .map(instance -> instance.id().value())
                            .collect(Collectors.joining(", "))))
        .collect(Collectors.joining("; ", "route ", ""));
  }
}
