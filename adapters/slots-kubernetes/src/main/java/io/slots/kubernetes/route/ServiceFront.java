package io.slots.kubernetes.route;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/** A Service for each host. */
final class ServiceFront extends Front {
  ServiceFront() {}

  @Override
  Optional<String> refuses(RoutingTable table) {
    return table.routes().stream().anyMatch(it -> !it.shares().isEmpty())
        ? Optional.of("a Service has no traffic shares; use Front.httpRoutes(…)")
        : Optional.empty();
  }

  @Override
  Class<? extends HasMetadata> type() {
    return Service.class;
  }

  @Override
  List<HasMetadata> objects(RoutingTable table, Cluster cluster, Pool.Ports ports) {
    return table.routes().stream()
        .map(it -> pool(table, it).service(cluster, nameOf(it), PART, ports))
        .collect(ImmutableList.toImmutableList());
  }

  private static String nameOf(Route route) {
    String host = route.host().value();
    int dot = host.indexOf('.');
    String first = dot < 0 ? host : host.substring(0, dot);
    return Character.isDigit(first.charAt(0)) ? "s" + first : first;
  }

  @Override
  HasMetadata put(HasMetadata present, HasMetadata wanted) {
    return new ServiceBuilder((Service) present)
        .editSpec()
        .withSelector(((Service) wanted).getSpec().getSelector())
        .withPorts(((Service) wanted).getSpec().getPorts())
        .endSpec()
        .build();
  }

  @Override
  boolean hasFollowed(RoutingTable table, Pools pools, List<HasMetadata> present) {
    return table.routes().stream().allMatch(it -> pools.leads(pool(table, it), nameOf(it)));
  }

  @Override
  boolean tells() {
    return true;
  }
}
