package io.slots.haproxy;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.haproxy.cli.Processes;
import io.slots.haproxy.cli.SaidNoException;
import io.slots.haproxy.cli.Worker;
import io.slots.haproxy.plane.Plane;
import io.slots.haproxy.plane.TableCheck;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a router does, blocking. Each call takes the lock, connects, works and lets go: nothing is
 * kept but what was written last. Safe for use by several threads.
 */
final class DataPlane {
  private final Settings settings;
  private final Alignment alignment;
  private final Allocation allocation;

  DataPlane(Settings settings) {
    this.settings = settings;
    alignment = new Alignment(settings);
    allocation = new Allocation(settings);
  }

  RoutesAnswer publish(RoutingTable table, long fencingToken) {
    return work(
        "table " + table.generation() + " of " + table.app(),
        processes -> {
          Plane present = alignment.present(processes);
          if (present.app(table.app()).table().equals(Optional.of(table))) {
            Optional<String> refused = see(table.app(), fencingToken, present, processes);
            if (refused.isPresent()) {
              throw notTaken(table.app(), fencingToken, refused.get());
            }
            alignment.read(processes, true);
            return new RoutesAnswer.InForce(table.generation());
          }
          Optional<String> problem = TableCheck.problem(table, fencingToken, present);
          if (problem.isPresent()) {
            return new RoutesAnswer.Refused(problem.get());
          }
          return replace(present, table, fencingToken, processes);
        });
  }

  private RoutesAnswer replace(
      Plane present, RoutingTable table, long fencingToken, Processes processes)
      throws IOException, SaidNoException {
    List<String> drained = Drain.drained(present, processes);
    Plane kept = present.without(drained);
    Set<List<Instance>> missing = kept.missing(table);
    Worker worker = processes.present();
    Allocation.Answer fresh = allocation.allocate(kept, table.app(), missing, worker);
    if (fresh.problem().isPresent()) {
      return new RoutesAnswer.Refused(fresh.problem().get());
    }
    Plane next = kept.with(table, fencingToken, fresh.groups());
    Optional<String> refused =
        new Switch(settings, alignment, processes).bring(present, next, fresh.groups());
    if (refused.isPresent()) {
      return new RoutesAnswer.Refused(refused.get());
    }
    for (String backend : drained) {
      if (!next.groups().containsKey(backend)) {
        settings.servers().clear(processes.present(), backend);
      }
    }
    return new RoutesAnswer.InForce(table.generation());
  }

  void fence(AppName app, long fencingToken) {
    Optional<String> refused =
        work(
            "fencing token " + fencingToken + " of " + app,
            processes -> see(app, fencingToken, alignment.present(processes), processes));
    if (refused.isPresent()) {
      throw notTaken(app, fencingToken, refused.get());
    }
  }

  /** Takes note of a token; returns why HAProxy did not take it, if so. */
  private Optional<String> see(AppName app, long fencingToken, Plane present, Processes processes)
      throws IOException, SaidNoException {
    long seen = present.app(app).fencingToken();
    if (fencingToken < seen) {
      throw new RefusedException(
          Rule.of(9, 4),
          "fencing token " + fencingToken + " for app " + app,
          seen + ", which was seen already, or a higher one");
    }
    return fencingToken == seen
        ? Optional.empty()
        : new Switch(settings, alignment, processes)
            .bring(present, present.fenced(app, fencingToken), List.of());
  }

  private static HaproxyException notTaken(AppName app, long fencingToken, String why) {
    return new HaproxyException(
        "fencing token " + fencingToken + " of " + app + " was not taken: " + why);
  }

  Optional<RoutingTable> inForce(AppName app) {
    return work(
        "the table of " + app, processes -> alignment.read(processes, false).app(app).table());
  }

  Map<InstanceId, Integer> inFlight(AppName app, Set<InstanceId> instances) {
    return work(
        "what is in flight of " + app,
        processes -> Drain.inFlight(alignment.present(processes), app, instances, processes));
  }

  private <T> T work(String what, Work<T> work) {
    try {
      return settings
          .directory()
          .exclusively(
              settings.lockPatience(),
              () -> {
                try (Processes processes = Processes.open(settings.target())) {
                  return work.with(processes);
                }
              });
    } catch (IOException | SaidNoException e) {
      throw new HaproxyException(what + ": " + e.getMessage(), e);
    }
  }

  private interface Work<T> {
    T with(Processes processes) throws IOException, SaidNoException;
  }
}
