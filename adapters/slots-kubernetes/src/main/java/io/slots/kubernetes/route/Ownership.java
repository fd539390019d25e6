package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer.Refused;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whose the objects are that have the names of the front's. An object of somebody else's, or of
 * another app, is never written: the table that needs its name is refused.
 */
final class Ownership {
  private final Cluster cluster;
  private final Api api;
  private final Front front;
  private final Pool.Ports ports;

  Ownership(Cluster cluster, Api api, Front front, Pool.Ports ports) {
    this.cluster = cluster;
    this.api = api;
    this.front = front;
    this.ports = ports;
  }

  /** Why a table cannot have the objects that it needs; looked for where hosts come to the app. */
  Optional<Refused> refusal(RoutingTable table, RouteRecord before) {
    if (before.table().map(Ownership::hosts).orElse(Set.of()).containsAll(hosts(table))) {
      return Optional.empty();
    }
    Set<String> names = new HashSet<>();
    for (HasMetadata object : front.objects(table, cluster, ports)) {
      if (!names.add(object.getMetadata().getName())) {
        return refused("two of its hosts need an object of the same name, " + named(object));
      }
      Optional<? extends HasMetadata> present =
          api.get(front.type(), object.getMetadata().getName());
      if (present.isPresent() && !isOf(present.get(), table.app())) {
        return refused(taken(object));
      }
    }
    return Optional.empty();
  }

  private static Set<HostName> hosts(RoutingTable table) {
    return table.routes().stream().map(Route::host).collect(Collectors.toSet());
  }

  private static Optional<Refused> refused(String reason) {
    return Optional.of(new Refused(reason));
  }

  static String taken(HasMetadata object) {
    return named(object) + " is somebody else's already: choose another host name, or delete it";
  }

  private static String named(HasMetadata object) {
    return object.getKind() + " " + object.getMetadata().getName();
  }

  /** Whether an object is the app's; who has taken its labels off by hand does not change that. */
  static boolean isOf(HasMetadata present, AppName app) {
    Map<String, String> labels =
        Objects.requireNonNullElse(present.getMetadata().getLabels(), Map.of());
    String owner = labels.getOrDefault(Labels.APP, "");
    return owner.isEmpty()
        ? !Stamp.of(present).equals(RoutingGeneration.NONE)
        : owner.equals(app.folded()) && Labels.FIELD_MANAGER.equals(labels.get(Labels.MANAGED_BY));
  }
}
