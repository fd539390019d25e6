package io.slots.kubernetes.route;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRef;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPBackendRefBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRoute;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteBuilder;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRule;
import io.fabric8.kubernetes.api.model.gatewayapi.v1.HTTPRouteRuleBuilder;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An HTTPRoute for each host. Who asks for a slot by query parameter or cookie gets it; of the
 * others a share is drawn by weight, and stays by the cookie that it is given (S7.2).
 */
final class HttpRouteFront extends Front {
  private static final String ROUTING_NAME = "x-ms-routing-name";
  private static final String SELF = "self";
  private static final int ALL = 1_000;

  private final String gateway;

  HttpRouteFront(String gateway) {
    this.gateway = gateway;
  }

  @Override
  Optional<String> refuses(RoutingTable table) {
    return Optional.empty();
  }

  @Override
  Class<? extends HasMetadata> type() {
    return HTTPRoute.class;
  }

  @Override
  List<HasMetadata> objects(RoutingTable table, Cluster cluster, Pool.Ports ports) {
    return table.routes().stream()
        .map(
            route ->
                new HTTPRouteBuilder()
                    .withNewMetadata()
                    .withName(nameOf(route.host()))
                    .withLabels(Labels.of(table.app(), PART))
                    .withOwnerReferences(cluster.owners(table.app()))
                    .endMetadata()
                    .withNewSpec()
                    .addNewParentRef()
                    .withName(gateway)
                    .endParentRef()
                    .withHostnames(route.host().value())
                    .withRules(rules(table, route, ports))
                    .endSpec()
                    .build())
        .collect(ImmutableList.toImmutableList());
  }

  private static List<HTTPRouteRule> rules(RoutingTable table, Route route, Pool.Ports ports) {
    List<HTTPRouteRule> rules = new ArrayList<>();
    List<HTTPBackendRef> drawn = new ArrayList<>();
    int left = ALL;
    for (TrafficShare share : route.shares()) {
      Pool pool = table.route(share.slot()).map(it -> pool(table, it)).orElseThrow();
      rules.add(asked(share.slot().folded(), backend(pool, ALL, ports)));
      left -= share.perMille();
      drawn.add(staying(pool, share.perMille(), share.slot().folded(), ports));
    }
    Pool own = pool(table, route);
    if (route.shares().isEmpty()) {
      return List.of(new HTTPRouteRuleBuilder().withBackendRefs(backend(own, ALL, ports)).build());
    }
    rules.add(asked(SELF, backend(own, ALL, ports)));
    drawn.add(staying(own, left, SELF, ports));
    rules.add(new HTTPRouteRuleBuilder().withBackendRefs(drawn).build());
    return rules;
  }

  /** Where both are there and differ, the gateway's rules of precedence prefer the cookie. */
  private static HTTPRouteRule asked(String name, HTTPBackendRef backend) {
    return new HTTPRouteRuleBuilder()
        .addNewMatch()
        .addNewQueryParam()
        .withName(ROUTING_NAME)
        .withType("Exact")
        .withValue(name)
        .endQueryParam()
        .endMatch()
        .addNewMatch()
        .addNewHeader()
        .withName("Cookie")
        .withType("RegularExpression")
        .withValue("(.*;\\s*)?" + ROUTING_NAME + "=" + name + "(;.*)?")
        .endHeader()
        .endMatch()
        .withBackendRefs(backend)
        .build();
  }

  private static HTTPBackendRef backend(Pool pool, int weight, Pool.Ports ports) {
    return new HTTPBackendRefBuilder()
        .withName(pool.name())
        .withPort(ports.service())
        .withWeight(weight)
        .build();
  }

  private static HTTPBackendRef staying(Pool pool, int weight, String name, Pool.Ports ports) {
    return new HTTPBackendRefBuilder(backend(pool, weight, ports))
        .addNewFilter()
        .withType("ResponseHeaderModifier")
        .withNewResponseHeaderModifier()
        .addNewAdd()
        .withName("Set-Cookie")
        .withValue(ROUTING_NAME + "=" + name + "; Path=/; Max-Age=3600")
        .endAdd()
        .endResponseHeaderModifier()
        .endFilter()
        .build();
  }

  @Override
  HasMetadata put(HasMetadata present, HasMetadata wanted) {
    return new HTTPRouteBuilder((HTTPRoute) present)
        .withSpec(((HTTPRoute) wanted).getSpec())
        .build();
  }

  @Override
  boolean hasFollowed(RoutingTable table, Pools pools, List<HasMetadata> present) {
    return present.stream()
        .map(HTTPRoute.class::cast)
        .allMatch(
            it ->
                it.getStatus() != null
                    && it.getStatus().getParents().stream()
                        .anyMatch(
                            parent ->
                                parent.getConditions().stream()
                                    .anyMatch(
                                        condition ->
                                            "Accepted".equals(condition.getType())
                                                && "True".equals(condition.getStatus())
                                                && condition.getObservedGeneration() != null
                                                && condition.getObservedGeneration()
                                                    >= it.getMetadata().getGeneration())));
  }

  @Override
  boolean tells() {
    return true;
  }
}
