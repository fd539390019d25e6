package io.slots.testkit.conformance.planted;

import com.google.common.collect.Sets;
import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.core.store.InMemorySlotStore;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.EngineLeases;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import io.slots.testkit.VirtualTime;
import io.slots.testkit.conformance.Capability;
import io.slots.testkit.conformance.EngineLeasesConformance;
import io.slots.testkit.conformance.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.ExtendWith;

/** A store in memory whose leases may have a fault. */
@ExtendWith(PlantedFault.class)
final class LeasesCase implements EngineLeasesConformance, SlotStore, EngineLeases {
  private static final long FOR_EVER = Long.MAX_VALUE / 2;

  private final LeasesFault fault;
  private final VirtualTime time = VirtualTime.create();
  private final Delays delays = new Delays(time);
  private final SlotStore store = InMemorySlotStore.create();

  /** When the leases end, by the text of the engine. */
  private final Map<EngineId, Long> leases = new HashMap<>();

  private final List<Watcher> watchers = new ArrayList<>();
  private EngineId inHand = EngineId.of("none", "1");

  LeasesCase(LeasesFault fault) {
    this.fault = fault;
  }

  private boolean is(LeasesFault one) {
    return fault == one;
  }

  private void held(EngineId engine, Duration length) {
    if (!is(LeasesFault.TWO_INCARNATIONS)) {
      leases.keySet().removeIf(it -> it.name().equals(engine.name()));
    }
    leases.put(
        engine, is(LeasesFault.NEVER_RUNS_OUT) ? FOR_EVER : time.nanoTime() + length.toNanos());
  }

  @Override
  public CompletionStage<?> begin(EngineId engine, Duration length) {
    if (is(LeasesFault.WAITS_INTERRUPTIBLY)) {
      Delays.waitForNothing();
    }
    held(engine, length);
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public CompletionStage<Boolean> renew(EngineId engine, Duration length) {
    inHand = engine;
    if (is(LeasesFault.MIXES_UP_CALLS)) {
      return delays.later(1, () -> renewed(inHand, length));
    }
    return CompletableFuture.completedFuture(renewed(engine, length));
  }

  private boolean renewed(EngineId engine, Duration length) {
    boolean superseded =
        leases.keySet().stream()
            .anyMatch(it -> it.name().equals(engine.name()) && !it.equals(engine));
    if (superseded && !is(LeasesFault.TWO_INCARNATIONS)) {
      return false;
    }
    Long end = leases.get(engine);
    if (end == null && is(LeasesFault.UNKNOWN_IS_REFUSED)
        || end != null && !lives(end) && is(LeasesFault.EXPIRED_IS_LOST)) {
      return false;
    }
    held(engine, length);
    if (is(LeasesFault.RENEWED_FOR_EVER)) {
      leases.put(engine, FOR_EVER);
    }
    return true;
  }

  private boolean lives(long end) {
    return end - time.nanoTime() > 0;
  }

  @Override
  public CompletionStage<?> end(EngineId engine) {
    if (!is(LeasesFault.END_IS_FORGOTTEN)) {
      leases
          .keySet()
          .removeIf(
              it ->
                  is(LeasesFault.OLD_ENDS_YOUNG)
                      ? it.name().equals(engine.name())
                      : it.equals(engine));
    }
    if (!is(LeasesFault.END_IS_UNTOLD)) {
      tell(Watcher::missed);
    }
    return CompletableFuture.completedFuture(true);
  }

  private boolean isLookedAfter(AppRecord record) {
    EngineId engine = record.engine().orElseThrow();
    return switch (fault) {
      case ALL_ARE_ADRIFT -> false;
      case ANY_LEASE_COUNTS -> leases.values().stream().anyMatch(this::lives);
      case UNKNOWN_IS_ALIVE -> !leases.containsKey(engine) || lives(leases.get(engine));
      default -> leases.containsKey(engine) && lives(leases.get(engine));
    };
  }

  @Override
  public CompletionStage<List<Adrift>> adrift(int limit) {
    List<Adrift> all =
        done(store.apps()).stream()
            .flatMap(it -> done(store.find(it)).stream())
            .filter(it -> it.needsEngine() || is(LeasesFault.RESTING_IS_ADRIFT))
            .filter(it -> !isLookedAfter(it))
            .limit(is(LeasesFault.IGNORES_LIMIT) ? Long.MAX_VALUE : limit)
            .map(
                it ->
                    new Adrift(
                        it.name(),
                        is(LeasesFault.TELLS_WRONG_ENGINE)
                            ? ""
                            : it.engine().map(EngineId::toString).orElse("")))
            .toList();
    return CompletableFuture.completedFuture(all);
  }

  private static <T> T done(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  @Override
  public Watch watch(Watcher watcher) {
    watchers.add(watcher);
    return () -> {
      if (!is(LeasesFault.WATCHES_FOR_EVER)) {
        watchers.remove(watcher);
      }
    };
  }

  private void tell(Consumer<Watcher> what) {
    List.copyOf(watchers).forEach(it -> time.execute(() -> what.accept(it)));
  }

  private CompletionStage<StoreAnswer> told(
      AppName app, long version, boolean deletion, CompletionStage<StoreAnswer> answer) {
    boolean written = done(answer) instanceof StoreAnswer.Written;
    boolean silent =
        is(LeasesFault.TELLS_NOTHING) || deletion && is(LeasesFault.TELLS_NO_DELETIONS);
    if ((written || is(LeasesFault.TELLS_STALE_WRITES)) && !silent) {
      tell(watcher -> watcher.changed(app, version));
    }
    return answer;
  }

  @Override
  public Optional<EngineLeases> leases() {
    return Optional.of(this);
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return store.find(app);
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return store.apps();
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return store.appsThatNeedEngine();
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    return store.lastFencingToken(app);
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return told(first.name(), first.version(), false, store.create(first));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    AppRecord kept =
        is(LeasesFault.FORGETS_ENGINE) && next.operation().isEmpty()
            ? next.toBuilder().engine(Optional.empty()).build()
            : next;
    return told(next.name(), next.version(), false, store.replace(kept, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    return told(app, version + 1, true, store.delete(app, version));
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    return store.history(app, limit);
  }

  @Override
  public SlotStore store() {
    return this;
  }

  @Override
  public void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  public boolean hearsAtOnce() {
    return true;
  }

  @Override
  public Waiting waiting() {
    return Waiting.on(time);
  }

  @Override
  public Set<Capability> unsupported() {
    return Sets.union(fault.unsupported(), EnumSet.of(Capability.SEVERAL_THREADS));
  }
}
