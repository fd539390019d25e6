package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.IngressBuilder;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRule;
import io.fabric8.kubernetes.api.model.networking.v1.IngressRuleBuilder;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/** One Ingress with all hosts of an app. */
final class IngressFront extends Front {
  private final String ingressClass;

  IngressFront(String ingressClass) {
    this.ingressClass = ingressClass;
  }

  @Override
  Optional<String> refuses(RoutingTable table) {
    return table.routes().stream().anyMatch(it -> !it.shares().isEmpty())
        ? Optional.of("an Ingress has no traffic shares; use Front.httpRoutes(…)")
        : Optional.empty();
  }

  @Override
  Class<? extends HasMetadata> type() {
    return Ingress.class;
  }

  @Override
  List<HasMetadata> objects(RoutingTable table, Cluster cluster, Pool.Ports ports) {
    List<IngressRule> rules =
        table.routes().stream()
            .map(
                route ->
                    new IngressRuleBuilder()
                        .withHost(route.host().value())
                        .withNewHttp()
                        .addNewPath()
                        .withPath("/")
                        .withPathType("Prefix")
                        .withNewBackend()
                        .withNewService()
                        .withName(pool(table, route).name())
                        .withNewPort()
                        .withNumber(ports.service())
                        .endPort()
                        .endService()
                        .endBackend()
                        .endPath()
                        .endHttp()
                        .build())
            .toList();
    return List.of(
        new IngressBuilder()
            .withNewMetadata()
            .withName("slots-" + table.app().folded())
            .withLabels(Labels.of(table.app(), PART))
            .withOwnerReferences(cluster.owners(table.app()))
            .endMetadata()
            .withNewSpec()
            .withIngressClassName(ingressClass)
            .withRules(rules)
            .endSpec()
            .build());
  }

  @Override
  HasMetadata put(HasMetadata present, HasMetadata wanted) {
    return new IngressBuilder((Ingress) present)
        .editSpec()
        .withRules(((Ingress) wanted).getSpec().getRules())
        .endSpec()
        .build();
  }

  @Override
  boolean hasFollowed(RoutingTable table, Pools pools, List<HasMetadata> present) {
    return true;
  }

  @Override
  boolean tells() {
    return false;
  }
}
