package io.slots.kubernetes.route;

import com.google.common.base.Joiner;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A set of instances of an app, which never changes. The empty one is served by nobody.
 *
 * @param app the app
 * @param instances the instances, in their order
 */
record Pool(AppName app, TreeSet<InstanceId> instances) {
  static final String PART = "pool";
  static final String MEMBER = "in";
  private static final String LABEL = "pool.slots.io/";

  static Pool of(AppName app, Route route) {
    TreeSet<InstanceId> instances = new TreeSet<>();
    route.instances().forEach(it -> instances.add(it.id()));
    return new Pool(app, instances);
  }

  /** All that a table needs. */
  static Set<Pool> of(RoutingTable table) {
    Set<Pool> pools = new HashSet<>();
    table.routes().forEach(it -> pools.add(of(table.app(), it)));
    return pools;
  }

  boolean isEmpty() {
    return instances.isEmpty();
  }

  private String hash() {
    return Labels.hash(app.folded() + " " + Joiner.on(' ').join(instances));
  }

  /** The label that the pods of its instances have. */
  String label() {
    return LABEL + (isEmpty() ? "nobody" : hash());
  }

  Map<String, String> selector() {
    return Map.of(label(), MEMBER);
  }

  /** The name of its Service. */
  String name() {
    return "slots-pool-" + (isEmpty() ? "of-nobody" : hash());
  }

  Service service(Cluster cluster, Ports ports) {
    return service(cluster, name(), PART, ports);
  }

  /** A Service of that name that leads to the instances. */
  Service service(Cluster cluster, String name, String part, Ports ports) {
    return new ServiceBuilder()
        .withNewMetadata()
        .withName(name)
        .withLabels(isEmpty() && part.equals(PART) ? Labels.of(part) : Labels.of(app, part))
        .withOwnerReferences(
            isEmpty() && part.equals(PART) ? java.util.List.of() : cluster.owners(app))
        .endMetadata()
        .withNewSpec()
        .withSelector(selector())
        .addNewPort()
        .withName("http")
        .withPort(ports.service())
        .withTargetPort(new IntOrString(ports.pod()))
        .withProtocol("TCP")
        .endPort()
        .endSpec()
        .build();
  }

  /**
   * Where one listens.
   *
   * @param service Services
   * @param pod pods
   */
  record Ports(int service, int pod) {}
}
