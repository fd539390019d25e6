package io.slots.kubernetes.store;

import io.fabric8.kubernetes.api.model.Secret;
import io.slots.app.AppName;
import io.slots.form.Seal;
import io.slots.form.StoredForm;
import io.slots.form.Written;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A store in the cluster, which any number of engines share. What it has answered {@link
 * StoreAnswer.Written} to is in etcd; a backup of that, or of the namespace's Secrets and
 * ConfigMaps with the label {@code app.kubernetes.io/managed-by=slots}, is a backup of the store.
 *
 * <p>An app with its settings and its operation has to fit into a Secret, hence into 1 MiB. Values
 * of settings lie as safe as Secrets do: encryption at rest is the cluster's.
 *
 * <p>Safe for use by several threads.
 */
public final class KubernetesSlotStore implements SlotStore, AutoCloseable {
  /** How long a write may wait for others that want its hosts; each of them has 2 s. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final Cluster cluster;
  private final Api api;
  private final StoredForm form = new StoredForm(new Unsealed());
  private final Writing writing;
  private final Reports reports;
  private final ClusterLeases leases;

  private KubernetesSlotStore(Cluster cluster) {
    this.cluster = cluster;
    this.api = new Api(cluster);
    this.reports = new Reports(api);
    this.writing = new Writing(api, new HostClaims(cluster, api), form, reports);
    this.leases = new ClusterLeases(cluster, api);
  }

  /** Returns the store in that namespace. Nothing is made before something is stored. */
  public static KubernetesSlotStore in(Cluster cluster) {
    return new KubernetesSlotStore(cluster);
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return asked(() -> writing.find(app).filter(Stored::isApp).map(this::read));
  }

  private AppRecord read(Stored stored) {
    Written written =
        form.read(
            stored.name(),
            stored.version(),
            stored.fencingToken(),
            stored.engineId(),
            stored.parts());
    writing.remember(written, stored);
    return written.record();
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return asked(() -> names(Map.of()));
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return asked(() -> names(Map.of(Stored.NEEDS_ENGINE, "true")));
  }

  private List<AppName> names(Map<String, String> more) {
    return records(api, more).stream().map(Stored::name).sorted().toList();
  }

  static List<Stored> records(Api api, Map<String, String> more) {
    Map<String, String> labels = new java.util.HashMap<>(Labels.of(Stored.PART));
    labels.put(Stored.STATE, Stored.APP);
    labels.putAll(more);
    return api.list(Secret.class, labels).stream().map(Stored::new).toList();
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return asked(() -> writing.find(app).map(Stored::fencingToken).orElse(0L));
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return patiently(patience -> writing.create(first, patience));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    List<EndedOperation> all = List.copyOf(ended);
    return patiently(
        patience -> {
          List<String> texts = new ArrayList<>();
          all.forEach(it -> texts.add(form.write(next.name(), it)));
          return writing.replace(next, texts, patience);
        });
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return asked(() -> writing.delete(app, version));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return asked(
        () ->
            writing.find(app).filter(Stored::isApp).stream()
                .flatMap(it -> reports.newest(app, it, limit).stream())
                .map(it -> form.read(app, it))
                .toList());
  }

  @Override
  public Optional<EngineLeases> leases() {
    return Optional.of(leases);
  }

  /** What waits for others ends when its stage's future is cancelled, or its time is up. */
  private <T> CompletableFuture<T> patiently(Function<Patience, T> work) {
    Patience patience = new Patience(cluster::nanoTime, LIMIT);
    CompletableFuture<T> answer = asked(() -> work.apply(patience));
    var unused = answer.whenComplete((value, failure) -> patience.end());
    return answer;
  }

  private <T> CompletableFuture<T> asked(Supplier<T> work) {
    return cluster.call(
        () -> {
          try {
            return work.get();
          } catch (KubernetesException e) {
            throw new StoreException(String.valueOf(e.getMessage()), e);
          }
        });
  }

  /** Ends the watching. What is stored stays. */
  @Override
  public void close() {
    leases.close();
  }

  /** Values are stored as they are; the Secret is what keeps them. */
  private static final class Unsealed implements Seal {
    @Override
    public Optional<String> close(String value, String place) {
      return Optional.empty();
    }

    @Override
    public String open(String sealed, String place) {
      throw new StoreException(
          "the value of " + place + " is encrypted, and this store does not encrypt values");
    }
  }
}
