package io.slots.core.store;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everything in memory. For tests, for examples, and for those whose slots may begin anew
 * with their process. Safe for use by several threads; every method completes at once.
 */
public final class InMemorySlotStore implements SlotStore {
  private static final int HISTORY_KEPT = 1_000;

  private final ConcurrentMap<AppName, Stored> apps = new ConcurrentHashMap<>();

  /**
   * Every host name that a slot has, and whose it is. A claim is made before the app is written.
   */
  private final ConcurrentMap<HostName, AppName> hosts = new ConcurrentHashMap<>();

  /** The last fencing tokens of apps that were deleted. */
  private final ConcurrentMap<AppName, Long> tokens = new ConcurrentHashMap<>();

  private final SharedNames names = new SharedNames();

  private InMemorySlotStore() {}

  /** Returns an empty store, which keeps the last 1,000 ended operations of each app. */
  public static InMemorySlotStore create() {
    return new InMemorySlotStore();
  }

  @Override
  public CompletionStage<Optional<AppRecord>> find(AppName app) {
    return completed(Optional.ofNullable(apps.get(app)).map(stored -> stored.record));
  }

  @Override
  public CompletionStage<List<AppName>> apps() {
    return completed(apps.keySet().stream().sorted().toList());
  }

  @Override
  public CompletionStage<Long> lastFencingToken(AppName app) {
    Stored stored = apps.get(app);
    return completed(stored == null ? tokens.getOrDefault(app, 0L) : stored.record.fencingToken());
  }

  @Override
  public CompletionStage<List<AppName>> appsThatNeedEngine() {
    return completed(
        apps.values().stream()
            .map(stored -> stored.record)
            .filter(AppRecord::needsEngine)
            .map(AppRecord::name)
            .sorted()
            .toList());
  }

  @Override
  public CompletionStage<StoreAnswer> create(AppRecord first) {
    return completed(write(first, List.of()));
  }

  @Override
  public CompletionStage<StoreAnswer> replace(AppRecord next, List<EndedOperation> ended) {
    return completed(write(next, ended));
  }

  @Override
  public CompletionStage<StoreAnswer> delete(AppName app, long version) {
    Holder answer = new Holder();
    apps.computeIfPresent(
        app,
        (name, stored) -> {
          if (stored.record.version() != version) {
            return stored;
          }
          release(stored.record.app(), name, null);
          tokens.put(name, stored.record.fencingToken());
          answer.value = new StoreAnswer.Written();
          return null;
        });
    return completed(answer.value);
  }

  @Override
  public CompletionStage<List<EndedOperation>> history(AppName app, int limit) {
    Stored stored = apps.get(app);
    return completed(stored == null ? List.of() : stored.newest(limit));
  }

  private StoreAnswer write(AppRecord next, List<EndedOperation> ended) {
    Holder answer = new Holder();
    apps.compute(
        next.name(),
        (name, stored) -> {
          long version = stored == null ? 0 : stored.record.version();
          if (next.version() != version + 1) {
            return stored;
          }
          App before = stored == null ? null : stored.record.app();
          if (!sameHosts(before, next.app())) {
            Optional<StoreAnswer.HostTaken> taken = claim(next.app(), name, before);
            if (taken.isPresent()) {
              answer.value = taken.get();
              return stored;
            }
          }
          answer.value = new StoreAnswer.Written();
          AppRecord kept = sharing(next, before);
          return stored == null ? new Stored(kept) : stored.followedBy(kept, ended);
        });
    return answer.value;
  }

  @SuppressWarnings("ReferenceEquality") // The same object, unless names were exchanged in it.
  private AppRecord sharing(AppRecord next, @Nullable App before) {
    App shared = names.in(next.app(), before);
    return shared == next.app() ? next : next.toBuilder().app(shared).build();
  }

  private static boolean sameHosts(@Nullable App before, App after) {
    return before != null
        && before.domain().equals(after.domain())
        && before.slots().keySet().equals(after.slots().keySet());
  }

  private Optional<StoreAnswer.HostTaken> claim(App app, AppName name, @Nullable App before) {
    List<HostName> claimed = new ArrayList<>();
    for (SlotName slot : app.slots().keySet()) {
      HostName host = app.host(slot);
      AppName holder = hosts.putIfAbsent(host, name);
      if (holder == null) {
        claimed.add(host);
      } else if (!holder.equals(name)) {
        claimed.forEach(it -> hosts.remove(it, name));
        return Optional.of(new StoreAnswer.HostTaken(host, holder));
      }
    }
    if (before != null) {
      release(before, name, app);
    }
    return Optional.empty();
  }

  private void release(App before, AppName name, @Nullable App after) {
    for (SlotName slot : before.slots().keySet()) {
      HostName host = before.host(slot);
      boolean kept =
          after != null && after.slots().keySet().stream().map(after::host).anyMatch(host::equals);
      if (!kept) {
        hosts.remove(host, name);
      }
    }
  }

  private static <T> CompletionStage<T> completed(T value) {
    return CompletableFuture.completedFuture(value);
  }

  /** What a computation on the map found out. */
  private static final class Holder {
    StoreAnswer value = new StoreAnswer.Stale();
  }

  /**
   * A record and the history that goes with it. The history is shared by all versions of the
   * record.
   */
  private static final class Stored {
    final AppRecord record;
    private final Deque<EndedOperation> history;

    Stored(AppRecord first) {
      this(first, new ArrayDeque<>());
    }

    private Stored(AppRecord record, Deque<EndedOperation> history) {
      this.record = record;
      this.history = history;
    }

    Stored followedBy(AppRecord next, List<EndedOperation> ended) {
      synchronized (history) {
        ended.forEach(history::addFirst);
        while (history.size() > HISTORY_KEPT) {
          history.removeLast();
        }
      }
      return new Stored(next, history);
    }

    List<EndedOperation> newest(int limit) {
      synchronized (history) {
        return history.stream().limit(limit).toList();
      }
    }
  }
}
