package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slots.app.HostName;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import java.util.List;
import java.util.Optional;

/** What carries requests from a host name to a pool of instances. */
public abstract sealed class Front permits IngressFront, HttpRouteFront, ServiceFront {
  static final String PART = "front";

  Front() {}

  /**
   * One Ingress for each app, with a rule for each host: all hosts are switched in one write. For
   * every ingress controller, from Kubernetes 1.19 on. It has no shares (S7), and no way to tell
   * that its controller has followed: see {@link KubernetesRouter.Builder#settle}.
   *
   * @param ingressClass the class whose controller serves it
   */
  public static Front ingress(String ingressClass) {
    return new IngressFront(ingressClass);
  }

  /**
   * An HTTPRoute of the Gateway API for each host, with shares by weights, and clients that stay by
   * cookie. Each host is switched in one write, one after the other. The gateway tells when it has
   * followed.
   *
   * @param gateway the name of the Gateway, in the same namespace
   */
  public static Front httpRoutes(String gateway) {
    return new HttpRouteFront(gateway);
  }

  /**
   * A Service for each host, called as its first label is, for clients within the cluster: its
   * selector is switched, in one write for each, one after the other. It has no shares. That it
   * leads to the new instances, EndpointSlices tell.
   */
  public static Front services() {
    return new ServiceFront();
  }

  /** Why a table cannot be brought about. */
  abstract Optional<String> refuses(RoutingTable table);

  /** The kind of its objects. */
  abstract Class<? extends HasMetadata> type();

  /** The objects that bring a table about, with the fields that are ours and no others. */
  abstract List<HasMetadata> objects(RoutingTable table, Cluster cluster, Pool.Ports ports);

  /** Returns the present object with what routes requests exactly as it is wanted. */
  abstract HasMetadata put(HasMetadata present, HasMetadata wanted);

  /** Says whether the data plane has followed, as far as the cluster tells. */
  abstract boolean hasFollowed(RoutingTable table, Pools pools, List<HasMetadata> present);

  /** Whether that is all that there is to wait for. */
  abstract boolean tells();

  /** A name for the object of a host. */
  static String nameOf(HostName host) {
    String name = Labels.clean(host.value().replace('.', '-'), 50);
    return Character.isDigit(name.charAt(0)) ? "s" + name : name;
  }

  static Pool pool(RoutingTable table, Route route) {
    return Pool.of(table.app(), route);
  }
}
