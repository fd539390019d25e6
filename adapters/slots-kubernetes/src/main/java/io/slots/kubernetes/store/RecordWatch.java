package io.slots.kubernetes.store;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.slots.app.AppName;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.spi.EngineLeases.Watch;
import io.slots.spi.EngineLeases.Watcher;
import io.slots.spi.StoreException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells watchers of records that were written and of leases that are over. The client lists and
 * watches, begins anew where the watch breaks off, and tells what differs.
 */
final class RecordWatch {
  private static final Logger log = LoggerFactory.getLogger(RecordWatch.class);

  private final Cluster cluster;
  private final Observed observed;
  private final Set<Watcher> watchers = java.util.concurrent.ConcurrentHashMap.newKeySet();
  private final List<SharedIndexInformer<?>> informers = new CopyOnWriteArrayList<>();
  private volatile boolean listed;
  private boolean started;

  RecordWatch(Cluster cluster, Observed observed) {
    this.cluster = cluster;
    this.observed = observed;
  }

  Watch add(Watcher watcher) {
    Watcher own = guarded(watcher);
    watchers.add(own);
    start();
    if (listed) {
      cluster.executor().execute(own::missed);
    }
    return () -> watchers.remove(own);
  }

  /** A watcher that throws keeps nobody else from hearing; one that is there twice hears twice. */
  private static Watcher guarded(Watcher watcher) {
    return new Watcher() {
      @Override
      public void changed(AppName app, long version) {
        safely(() -> watcher.changed(app, version));
      }

      @Override
      public void missed() {
        safely(watcher::missed);
      }
    };
  }

  private static void safely(Runnable told) {
    try {
      told.run();
    } catch (RuntimeException e) {
      log.warn("A watcher of the store has thrown", e);
    }
  }

  private synchronized void start() {
    if (started) {
      return;
    }
    started = true;
    run(Secret.class, Stored.PART, this::record, this::recordGone);
    run(Lease.class, ClusterLeases.PART, (before, now) -> observed.sees(now), this::leaseGone);
  }

  private interface Change<T> {
    void from(@Nullable T before, T now);
  }

  private <T extends HasMetadata> void run(
      Class<T> type, String part, Change<T> change, Consumer<T> gone) {
    SharedIndexInformer<T> informer =
        cluster
            .client()
            .resources(type)
            .inNamespace(cluster.namespace())
            .withLabels(Labels.of(part))
            .runnableInformer(0);
    informers.add(informer);
    informer.exceptionHandler((isStarted, failure) -> true); // For as long as it takes.
    informer.addEventHandler(
        new ResourceEventHandler<T>() {
          @Override
          public void onAdd(T object) {
            change.from(null, object);
          }

          @Override
          public void onUpdate(T before, T object) {
            change.from(before, object);
          }

          @Override
          public void onDelete(T object, boolean unknown) {
            gone.accept(object);
          }

          @Override
          public void onList(String version, boolean remainedEmpty) {
            // What came before the list, of either kind, nobody has heard of.
            if (type == Secret.class) {
              listed = true;
            }
            watchers.forEach(Watcher::missed);
          }
        });
    var unused = informer.start();
  }

  private void record(@Nullable Secret before, Secret now) {
    try {
      Stored stored = new Stored(now);
      if (before == null ? listed : new Stored(before).version() != stored.version()) {
        AppName app = stored.name();
        long version = stored.version();
        watchers.forEach(it -> it.changed(app, version));
      }
    } catch (StoreException e) {
      // Somebody has edited it, or put it right: what it says does not tell what has changed.
      watchers.forEach(Watcher::missed);
    }
  }

  /** Somebody has taken the Secret away by hand. */
  private void recordGone(Secret secret) {
    watchers.forEach(Watcher::missed);
  }

  private void leaseGone(Lease lease) {
    observed.forget(lease);
    watchers.forEach(Watcher::missed);
  }

  void close() {
    watchers.clear();
    informers.forEach(SharedIndexInformer::stop);
  }
}
