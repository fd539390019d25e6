package io.slots.kubernetes.store;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.coordination.v1.LeaseBuilder;
import io.slots.EngineId;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import io.slots.spi.EngineLeases;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Leases of engines: objects of that kind of Kubernetes' own. */
final class ClusterLeases implements EngineLeases, AutoCloseable {
  static final String PART = "engine";
  private static final String LENGTH = "slots.io/lease-milliseconds";
  private static final int LONGEST_NAME = 63;
  private static final int TRIES = 20;

  private final Cluster cluster;
  private final Api api;
  private final Observed observed;
  private final RecordWatch watch;

  ClusterLeases(Cluster cluster, Api api) {
    this.cluster = cluster;
    this.api = api;
    this.observed = new Observed(cluster::nanoTime);
    this.watch = new RecordWatch(cluster, observed);
  }

  @Override
  public CompletionStage<?> begin(EngineId engine, Duration length) {
    return asked(
        () -> {
          for (int i = 0; i < TRIES; i++) {
            if (write(find(engine), engine, length)) {
              return true;
            }
          }
          throw busy(engine);
        });
  }

  @Override
  public CompletionStage<Boolean> renew(EngineId engine, Duration length) {
    return asked(
        () -> {
          for (int i = 0; i < TRIES; i++) {
            Optional<Lease> present = find(engine);
            if (present.isPresent() && !isOf(present.get(), engine)) {
              return false;
            }
            if (write(present, engine, length)) {
              return true;
            }
          }
          throw busy(engine);
        });
  }

  @Override
  public CompletionStage<?> end(EngineId engine) {
    return asked(
        () -> {
          for (int i = 0; i < TRIES; i++) {
            Optional<Lease> present = find(engine).filter(it -> isOf(it, engine));
            if (present.isEmpty() || api.delete(present.get())) {
              return true;
            }
          }
          throw busy(engine);
        });
  }

  private Optional<Lease> find(EngineId engine) {
    return api.get(Lease.class, nameOf(engine));
  }

  private static boolean isOf(Lease lease, EngineId engine) {
    return engine.toString().equals(lease.getSpec().getHolderIdentity());
  }

  private boolean write(Optional<Lease> present, EngineId engine, Duration length) {
    ZonedDateTime now = ZonedDateTime.ofInstant(cluster.clock().instant(), ZoneOffset.UTC);
    Lease lease =
        present
            .map(LeaseBuilder::new)
            .orElseGet(
                () ->
                    new LeaseBuilder()
                        .withNewMetadata()
                        .withName(nameOf(engine))
                        .endMetadata()
                        .withNewSpec()
                        .endSpec())
            .editMetadata()
            .addToLabels(Labels.of(PART))
            .addToAnnotations(LENGTH, String.valueOf(length.toMillis()))
            .endMetadata()
            .editSpec()
            .withHolderIdentity(engine.toString())
            .withLeaseDurationSeconds((int) Math.max(1, (length.toMillis() + 999) / 1_000))
            .withRenewTime(now)
            .endSpec()
            .build();
    Optional<Lease> written = present.isPresent() ? api.replace(lease) : api.create(lease);
    written.ifPresent(observed::sees);
    return written.isPresent();
  }

  @Override
  public CompletionStage<List<Adrift>> adrift(int limit) {
    return asked(
        () -> {
          // In this order: an engine begins its lease before it is in a record.
          List<Stored> records =
              KubernetesSlotStore.records(api, Map.of(Stored.NEEDS_ENGINE, "true"));
          Set<String> living =
              api.list(Lease.class, Labels.of(PART)).stream()
                  .filter(it -> !observed.hasRunOut(it, length(it)))
                  .map(it -> it.getSpec().getHolderIdentity())
                  .collect(Collectors.toSet());
          return records.stream()
              .filter(it -> !living.contains(it.engine()))
              .map(it -> new Adrift(it.name(), it.engine()))
              .sorted(java.util.Comparator.comparing(Adrift::app))
              .limit(limit)
              .collect(ImmutableList.toImmutableList());
        });
  }

  private static Duration length(Lease lease) {
    Map<String, String> annotations = lease.getMetadata().getAnnotations();
    String exact = annotations == null ? null : annotations.get(LENGTH);
    try {
      return exact == null
          ? Duration.ofSeconds(lease.getSpec().getLeaseDurationSeconds())
          : Duration.ofMillis(Long.parseLong(exact));
    } catch (NumberFormatException e) {
      return Duration.ofSeconds(lease.getSpec().getLeaseDurationSeconds());
    }
  }

  @Override
  public Watch watch(Watcher watcher) {
    return watch.add(watcher);
  }

  @Override
  public void close() {
    watch.close();
  }

  private <T> CompletionStage<T> asked(Supplier<T> work) {
    return cluster.call(
        () -> {
          try {
            return work.get();
          } catch (KubernetesException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
          }
        });
  }

  private static StoreException busy(EngineId engine) {
    return new StoreException(
        "lease "
            + nameOf(engine)
            + " changes faster than it can be written: two engines have the name "
            + engine.name());
  }

  private static String nameOf(EngineId engine) {
    return "slots-engine." + Labels.clean(engine.name(), LONGEST_NAME);
  }
}
