package io.slots.benchmarks.peers;

import com.google.protobuf.Duration;
import io.envoyproxy.controlplane.cache.Resources;
import io.envoyproxy.controlplane.cache.Response;
import io.envoyproxy.controlplane.cache.Watch;
import io.envoyproxy.controlplane.cache.XdsRequest;
import io.envoyproxy.controlplane.cache.v3.SimpleCache;
import io.envoyproxy.controlplane.cache.v3.Snapshot;
import io.envoyproxy.envoy.config.cluster.v3.Cluster;
import io.envoyproxy.envoy.config.core.v3.Address;
import io.envoyproxy.envoy.config.core.v3.Node;
import io.envoyproxy.envoy.config.core.v3.SocketAddress;
import io.envoyproxy.envoy.config.endpoint.v3.ClusterLoadAssignment;
import io.envoyproxy.envoy.config.endpoint.v3.Endpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LbEndpoint;
import io.envoyproxy.envoy.config.endpoint.v3.LocalityLbEndpoints;
import io.envoyproxy.envoy.config.route.v3.Route;
import io.envoyproxy.envoy.config.route.v3.RouteAction;
import io.envoyproxy.envoy.config.route.v3.RouteConfiguration;
import io.envoyproxy.envoy.config.route.v3.RouteMatch;
import io.envoyproxy.envoy.config.route.v3.VirtualHost;
import io.envoyproxy.envoy.service.discovery.v3.DiscoveryRequest;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The same switch in java-control-plane's snapshot cache: two virtual hosts whose clusters change
 * places, in a snapshot of a new version. For use by one thread.
 */
final class ControlPlane {
  private static final String GROUP = "shop";
  private static final String ROUTES = "shop-routes";

  private final SimpleCache<String> cache = new SimpleCache<>(node -> GROUP);
  private final List<Cluster> clusters = List.of(cluster("blue"), cluster("green"));
  private final List<ClusterLoadAssignment> endpoints;
  private final RouteConfiguration even = routes("blue", "green");
  private final RouteConfiguration odd = routes("green", "blue");
  private final boolean isWatched;
  private long version;
  private String delivered = "";

  /**
   * @param instances how many each slot has
   * @param isWatched whether an Envoy asks for routes, and asks again after each answer
   */
  ControlPlane(int instances, boolean isWatched) {
    endpoints = List.of(endpoints("blue", instances), endpoints("green", instances));
    this.isWatched = isWatched;
    flip();
  }

  private static Cluster cluster(String name) {
    return Cluster.newBuilder()
        .setName(name)
        .setType(Cluster.DiscoveryType.EDS)
        .setConnectTimeout(Duration.newBuilder().setSeconds(5))
        .build();
  }

  private static ClusterLoadAssignment endpoints(String cluster, int instances) {
    LocalityLbEndpoints.Builder all = LocalityLbEndpoints.newBuilder();
    IntStream.rangeClosed(1, instances)
        .forEach(
            i ->
                all.addLbEndpoints(
                    LbEndpoint.newBuilder()
                        .setEndpoint(Endpoint.newBuilder().setAddress(address(8_000 + i)))));
    return ClusterLoadAssignment.newBuilder().setClusterName(cluster).addEndpoints(all).build();
  }

  private static Address address(int port) {
    return Address.newBuilder()
        .setSocketAddress(SocketAddress.newBuilder().setAddress("127.0.0.1").setPortValue(port))
        .build();
  }

  private static RouteConfiguration routes(String live, String next) {
    return RouteConfiguration.newBuilder()
        .setName(ROUTES)
        .addVirtualHosts(host("production", "shop.test", live))
        .addVirtualHosts(host("staging", "shop-staging.test", next))
        .build();
  }

  private static VirtualHost host(String name, String domain, String cluster) {
    return VirtualHost.newBuilder()
        .setName(name)
        .addDomains(domain)
        .addRoutes(
            Route.newBuilder()
                .setMatch(RouteMatch.newBuilder().setPrefix("/"))
                .setRoute(RouteAction.newBuilder().setCluster(cluster)))
        .build();
  }

  /** Production and staging change places. */
  void flip() {
    version++;
    String name = Long.toString(version);
    cache.setSnapshot(
        GROUP,
        Snapshot.create(
            clusters,
            "1",
            endpoints,
            "1",
            List.of(),
            "1",
            List.of(version % 2 == 0 ? even : odd),
            name,
            List.of(),
            "1"));
    if (isWatched) {
      ask();
    }
  }

  /** It has what is new, and is to hear of what is newer. */
  private void ask() {
    watch();
    if (!delivered.equals(Long.toString(version))) {
      throw new IllegalStateException("the Envoy has " + delivered + " and not " + version);
    }
  }

  private void watch() {
    Watch unused =
        cache.createWatch(
            false,
            XdsRequest.create(
                DiscoveryRequest.newBuilder()
                    .setNode(Node.newBuilder().setId("envoy-1"))
                    .setTypeUrl(Resources.V3.ROUTE_TYPE_URL)
                    .addResourceNames(ROUTES)
                    .setVersionInfo(delivered)
                    .build()),
            Set.of(ROUTES),
            this::deliver,
            false,
            false);
  }

  private void deliver(Response response) {
    delivered = response.version();
  }
}
