package io.slots.core.loop;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.SetMultimap;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.spi.AppRecord;
import java.util.List;
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
  private final SetMultimap<AppName, OperationId> promised = HashMultimap.create();

  Elsewhere(Surroundings surroundings, Runs runs) {
    this.surroundings = surroundings;
    this.runs = runs;
  }

  /** Looks after what was promised of that operation from now on. */
  void follow(AppName app, OperationId id) {
    if (surroundings.lease().isShared()) {
      synchronized (promised) {
        promised.put(app, id);
      }
    }
  }

  /** The same, of one that has been under way here: it may have ended already. */
  void followFromHere(AppName app, OperationId id) {
    follow(app, id);
    look(app);
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
    Set<OperationId> ids = of(app);
    if (ids.isEmpty()) {
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
                    .thenAccept(history -> tell(app, ids, found, history)))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                log.warn("app {}: what another engine does with it cannot be read", app, error);
              }
            });
  }

  private Set<OperationId> of(AppName app) {
    synchronized (promised) {
      return ImmutableSet.copyOf(promised.get(app));
    }
  }

  private void tell(
      AppName app, Set<OperationId> ids, Optional<AppRecord> found, List<EndedOperation> history) {
    history.stream()
        .filter(it -> ids.contains(it.id()))
        .forEach(
            it -> {
              forget(app, it.id());
              runs.keep(it);
            });
    for (OperationId id : ids) {
      if (runs.running(id).isPresent()) {
        forget(app, id);
      } else if (found.isEmpty()) {
        forget(app, id);
        runs.fail(
            id, new EngineStoppedException("app " + app + " is gone, and " + id + " with it"));
      } else if (found.get().paused(id).isPresent()) {
        runs.promise(found.get(), id);
      }
    }
  }

  private void forget(AppName app, OperationId id) {
    synchronized (promised) {
      promised.remove(app, id);
    }
  }
}
