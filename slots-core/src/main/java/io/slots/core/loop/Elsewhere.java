package io.slots.core.loop;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.operation.AppDeletion;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this engine has promised of operations that another engine drives: how they end is read in
 * the store. Safe for use by several threads.
 */
final class Elsewhere {
  private static final Logger log = LoggerFactory.getLogger(Elsewhere.class);

  private final Surroundings surroundings;
  private final Runs runs;

  /** By app, with the operation as it was known last, if it was under way. */
  private final Map<AppName, Map<OperationId, Optional<Operation>>> promised = new HashMap<>();

  Elsewhere(Surroundings surroundings, Runs runs) {
    this.surroundings = surroundings;
    this.runs = runs;
  }

  /** Looks after what was promised of an operation that stands so in a record from now on. */
  void follow(AppRecord record, OperationId id) {
    follow(record.name(), id, record.operation().filter(it -> it.id().equals(id)));
  }

  /** The same, of one that has been under way here: it may have ended already. */
  void followFromHere(Operation operation) {
    follow(operation.app(), operation.id(), Optional.of(operation));
    look(operation.app());
  }

  private void follow(AppName app, OperationId id, Optional<Operation> known) {
    if (surroundings.lease().isShared()) {
      synchronized (promised) {
        promised.computeIfAbsent(app, name -> new HashMap<>()).put(id, known);
      }
    }
  }

  /** Looks at all of them. */
  void lookAtAll() {
    Set<AppName> apps;
    synchronized (promised) {
      apps = ImmutableSet.copyOf(promised.keySet());
    }
    apps.forEach(this::look);
  }

  /** Looks at those of an app, if there are any. What cannot be read is looked at again later. */
  void look(AppName app) {
    Map<OperationId, Optional<Operation>> all = of(app);
    if (all.isEmpty()) {
      return;
    }
    surroundings
        .store()
        .find(app)
        .thenCompose(
            found ->
                surroundings
                    .store()
                    .history(app, Integer.MAX_VALUE)
                    .thenAccept(history -> tell(app, all, found, history)))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                log.warn("app {}: what another engine does with it cannot be read", app, error);
              }
            });
  }

  private Map<OperationId, Optional<Operation>> of(AppName app) {
    synchronized (promised) {
      return ImmutableMap.copyOf(promised.getOrDefault(app, Map.of()));
    }
  }

  private void tell(
      AppName app,
      Map<OperationId, Optional<Operation>> all,
      Optional<AppRecord> found,
      List<EndedOperation> history) {
    all.forEach(
        (id, known) -> {
          Optional<EndedOperation> ended =
              history.stream().filter(it -> it.id().equals(id)).findFirst();
          if (runs.isDriving(id)) {
            forget(app, id);
            followIfLost(app, id, known);
          } else if (ended.isPresent()) {
            forget(app, id);
            runs.keep(ended.get());
          } else if (found.isEmpty() || !isIn(found.get(), id)) {
            forget(app, id);
            gone(app, id, known);
          } else if (found.get().paused(id).isPresent()) {
            runs.promise(found.get(), id);
          }
        });
  }

  /** It may have been lost to another engine, and followed again, just before it was forgotten. */
  private void followIfLost(AppName app, OperationId id, Optional<Operation> known) {
    if (!runs.isDriving(id)) {
      follow(app, id, known);
      look(app);
    }
  }

  private static boolean isIn(AppRecord record, OperationId id) {
    return Beginnings.all(record).stream().anyMatch(it -> it.id().equals(id))
        || record.queue().stream().anyMatch(it -> it.id().equals(id));
  }

  /** An app that is deleted takes its history with it. */
  private void gone(AppName app, OperationId id, Optional<Operation> known) {
    if (known.filter(it -> it.task() instanceof AppDeletion).isPresent()) {
      runs.keep(Reports.of(known.get(), Optional.empty(), surroundings.scheduler().now()));
    } else {
      runs.fail(
          id,
          new EngineStoppedException("app " + app + " is gone, and operation " + id + " with it"));
    }
  }

  private void forget(AppName app, OperationId id) {
    synchronized (promised) {
      promised.computeIfPresent(
          app,
          (name, all) -> {
            all.remove(id);
            return all.isEmpty() ? null : all;
          });
    }
  }
}
