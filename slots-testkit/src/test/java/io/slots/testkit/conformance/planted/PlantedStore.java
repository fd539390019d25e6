package io.slots.testkit.conformance.planted;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Slot;
import io.slots.operation.EndedOperation;
import io.slots.settings.Settings;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import io.slots.spi.StoreException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A store in memory that may have a fault. Safe for use by several threads, unless that is it. */
final class PlantedStore implements SlotStore {
  private static final int KEPT = 1_000;
  private static final StoreAnswer WRITTEN = new StoreAnswer.Written();
  private static final StoreAnswer STALE = new StoreAnswer.Stale();

  /** Faults that do harm where writes race; so that they surely do, they leave time for that. */
  private static final Set<StoreFault> RACY =
      EnumSet.of(
          StoreFault.COMPARES_NOTHING,
          StoreFault.ACKNOWLEDGES_REPETITION,
          StoreFault.LEAVES_TRACES);

  private final StoreFault fault;
  private final Map<String, AppRecord> records = new LinkedHashMap<>();
  private final Map<String, List<EndedOperation>> histories = new LinkedHashMap<>();
  private final Map<HostName, AppName> hosts = new LinkedHashMap<>();
  private final Map<String, Long> tokens = new LinkedHashMap<>();
  private volatile boolean inTrouble;
  private volatile @Nullable AppRecord inHand;

  PlantedStore(StoreFault fault) {
    this.fault = fault;
  }

  /** The store as it is when it is opened again. */
  synchronized PlantedStore reopened() {
    PlantedStore store = new PlantedStore(fault);
    if (!is(StoreFault.FORGETS_ON_REOPEN) && !is(StoreFault.WITHOUT_DURABILITY)) {
      store.records.putAll(records);
      store.hosts.putAll(hosts);
      store.tokens.putAll(tokens);
      if (!is(StoreFault.FORGETS_HISTORY_ON_REOPEN)) {
        store.histories.putAll(histories);
      }
    }
    return store;
  }

  void breakDown() {
    inTrouble = !is(StoreFault.WITHOUT_TROUBLE);
  }

  private boolean is(StoreFault one) {
    return fault == one;
  }

  private String key(AppName app) {
    return is(StoreFault.TELLS_CASE_APART) ? app.spelling() : app.folded();
  }

  private <T> CompletionStage<T> done(T value) {
    if (is(StoreFault.WAITS_INTERRUPTIBLY)) {
      Delays.waitForNothing();
    }
    return CompletableFuture.completedFuture(value);
  }

  @Override
  public synchronized CompletionStage<Optional<AppRecord>> find(AppName app) {
    return done(Optional.ofNullable(records.get(key(app))));
  }

  @Override
  public synchronized CompletionStage<List<AppName>> apps() {
    var names = records.values().stream().map(AppRecord::name);
    return done((is(StoreFault.UNSORTED) ? names : names.sorted()).toList());
  }

  @Override
  public synchronized CompletionStage<List<AppName>> appsThatNeedEngine() {
    return done(
        records.values().stream()
            .filter(it -> it.needsEngine() || is(StoreFault.NEEDS_ENGINE_FOR_ALL))
            .map(AppRecord::name)
            .sorted()
            .toList());
  }

  @Override
  public synchronized CompletionStage<Long> lastFencingToken(AppName app) {
    AppRecord record = records.get(key(app));
    return done(record == null ? tokens.getOrDefault(key(app), 0L) : record.fencingToken());
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return write(first, List.of());
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return write(next, ended);
  }

  private CompletionStage<StoreAnswer> write(AppRecord next, List<EndedOperation> ended) {
    if (inTrouble && !is(StoreFault.ACKNOWLEDGES_IN_TROUBLE)) {
      String shown =
          is(StoreFault.SHOWS_SETTINGS)
              ? next.app().production().settings().all().iterator().next().value()
              : "";
      return CompletableFuture.failedFuture(new StoreException("the disk is full " + shown));
    }
    if (is(StoreFault.MIXES_UP_CALLS)) {
      inHand = next;
      pause();
      AppRecord other = inHand;
      return done(written(other == null ? next : other, ended));
    }
    if (is(StoreFault.CHECKS_THEN_WRITES)) {
      StoreAnswer answer = check(next);
      pause();
      if (answer.equals(WRITTEN)) {
        put(next, ended);
      }
      return done(answer);
    }
    if (RACY.contains(fault)) {
      pause();
    }
    return done(written(next, ended));
  }

  /** Gives others the time to come between. */
  private static void pause() {
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
  }

  private synchronized StoreAnswer written(AppRecord next, List<EndedOperation> ended) {
    StoreAnswer answer = check(next);
    if (answer.equals(WRITTEN)) {
      if (!is(StoreFault.LOSES_WRITES)) {
        put(next, ended);
      }
    } else if (is(StoreFault.LEAVES_TRACES)) {
      append(next.name(), ended);
    } else if (is(StoreFault.ACKNOWLEDGES_REPETITION)
        && next.equals(records.get(key(next.name())))) {
      append(next.name(), ended);
      return WRITTEN;
    }
    return answer;
  }

  private synchronized StoreAnswer check(AppRecord next) {
    AppRecord present = records.get(key(next.name()));
    long version = present == null ? 0 : present.version();
    if (next.version() != version + 1 && !is(StoreFault.COMPARES_NOTHING)) {
      return STALE;
    }
    for (var slot : next.app().slots().keySet()) {
      HostName host = next.app().host(slot);
      AppName holder = hosts.get(host);
      boolean own =
          next.name().equals(holder)
              && (!is(StoreFault.OWN_HOSTS_IN_THE_WAY) || slot.isProduction());
      if (holder != null && !own && !is(StoreFault.CHECKS_NO_HOSTS)) {
        return new StoreAnswer.HostTaken(host, holder);
      }
    }
    return WRITTEN;
  }

  private synchronized void put(AppRecord next, List<EndedOperation> ended) {
    AppRecord kept = next;
    if (is(StoreFault.LOSES_SETTINGS)) {
      App app = next.app();
      for (Slot slot : app.slots().values()) {
        app = app.withSlot(slot.name(), it -> it.withSettings(Settings.none()));
      }
      kept = next.toBuilder().app(app).build();
    }
    records.put(key(next.name()), kept);
    if (!is(StoreFault.KEEPS_HOSTS_OF_REMOVED)) {
      hosts.values().removeIf(next.name()::equals);
    }
    next.app().slots().keySet().forEach(it -> hosts.put(next.app().host(it), next.name()));
    append(next.name(), ended);
  }

  private void append(AppName app, List<EndedOperation> ended) {
    List<EndedOperation> history = histories.computeIfAbsent(key(app), it -> new ArrayList<>());
    if (is(StoreFault.LOSES_HISTORY) && ended.size() > 1) {
      history.add(ended.get(ended.size() - 1));
    } else {
      history.addAll(ended);
    }
    while (history.size() > KEPT && !is(StoreFault.KEEPS_ALL_HISTORY)) {
      history.remove(0);
    }
  }

  @Override
  public synchronized CompletionStage<StoreAnswer> delete(AppName app, long version) {
    AppRecord present = records.get(key(app));
    if (present == null || present.version() != version && !is(StoreFault.DELETES_ANYTHING)) {
      return done(STALE);
    }
    records.remove(key(app));
    if (!is(StoreFault.KEEPS_HISTORY_OF_DELETED)) {
      histories.remove(key(app));
    }
    if (!is(StoreFault.KEEPS_HOSTS_OF_DELETED)) {
      hosts.values().removeIf(app::equals);
    }
    if (!is(StoreFault.FORGETS_TOKEN)) {
      tokens.put(key(app), present.fencingToken());
    }
    return done(WRITTEN);
  }

  @Override
  public synchronized CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    List<EndedOperation> history = new ArrayList<>(histories.getOrDefault(key(app), List.of()));
    if (!is(StoreFault.OLDEST_FIRST)) {
      java.util.Collections.reverse(history);
    }
    int length = is(StoreFault.IGNORES_LIMIT) ? history.size() : Math.min(limit, history.size());
    return done(List.copyOf(history.subList(0, length)));
  }
}
