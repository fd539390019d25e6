package io.slots.testkit;

import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * What stands in a store, as far as it came by here. Asking it is no call of an SPI and takes no
 * time. A store may answer on threads of its own.
 */
final class StoreNotes {
  private final Map<AppName, AppRecord> latest = new ConcurrentHashMap<>();
  private final List<StoreWatcher> watchers = new CopyOnWriteArrayList<>();

  void watch(StoreWatcher watcher) {
    watchers.add(watcher);
  }

  void written(AppRecord next, List<EndedOperation> ended) {
    Optional<AppRecord> before = Optional.ofNullable(latest.put(next.name(), next));
    watchers.forEach(it -> it.written(before, Optional.of(next), ended));
  }

  void deleted(AppName app) {
    Optional<AppRecord> before = Optional.ofNullable(latest.remove(app));
    watchers.forEach(it -> it.written(before, Optional.empty(), List.of()));
  }

  /** A store that was not empty when the kit was made tells what it holds when it is read. */
  void read(AppRecord found) {
    latest.merge(found.name(), found, (known, it) -> it.version() > known.version() ? it : known);
  }

  Optional<AppRecord> find(AppName app) {
    return Optional.ofNullable(latest.get(app));
  }

  Optional<Operation> operation(AppName app) {
    return find(app).flatMap(AppRecord::operation);
  }

  Set<AppName> apps() {
    return new TreeSet<>(latest.keySet());
  }
}
