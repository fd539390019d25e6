package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.slots.app.AppName;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives pods that the cluster makes in the place of others the labels of their pools. */
final class Followers implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Followers.class);

  private final Cluster cluster;
  private final Pools pools;
  private final Map<AppName, RoutingTable> tables = new ConcurrentHashMap<>();
  private Optional<SharedIndexInformer<Pod>> informer = Optional.empty();

  Followers(Cluster cluster, Pools pools) {
    this.cluster = cluster;
    this.pools = pools;
  }

  /** From now on pods are those of this table. */
  void follow(RoutingTable table) {
    tables.put(table.app(), table);
    start();
  }

  private synchronized void start() {
    if (informer.isPresent()) {
      return;
    }
    SharedIndexInformer<Pod> pods =
        cluster
            .client()
            .pods()
            .inNamespace(cluster.namespace())
            .withLabels(Labels.of("instance"))
            .runnableInformer(0);
    informer = Optional.of(pods);
    pods.exceptionHandler((isStarted, failure) -> true); // For as long as it takes.
    pods.addEventHandler(
        new ResourceEventHandler<Pod>() {
          @Override
          public void onAdd(Pod pod) {
            cluster.executor().execute(() -> admit(pod));
          }

          @Override
          public void onUpdate(Pod before, Pod pod) {
            cluster.executor().execute(() -> admit(pod));
          }

          @Override
          public void onDelete(Pod pod, boolean unknown) {
            // Nobody is to be led there any more, which the cluster knows.
          }
        });
    var unused = pods.start();
  }

  private void admit(Pod pod) {
    String instance = pod.getMetadata().getLabels().getOrDefault("slots.io/instance", "");
    try {
      for (RoutingTable table : tables.values()) {
        for (Route route : table.routes()) {
          Pool pool = Pool.of(table.app(), route);
          if (pool.instances().stream().map(Pools::label).anyMatch(instance::equals)) {
            pools.admit(pod, pool);
          }
        }
      }
    } catch (KubernetesException e) {
      // The next event, or the next publish, finds it.
      log.warn("A pod of {} could not be given the labels of its pools", instance, e);
    }
  }

  @Override
  public synchronized void close() {
    informer.ifPresent(SharedIndexInformer::stop);
  }
}
