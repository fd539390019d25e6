package io.slots.haproxy;

import io.slots.haproxy.cli.Processes;
import io.slots.haproxy.cli.SaidNoException;
import io.slots.haproxy.cli.Worker;
import io.slots.haproxy.plane.Group;
import io.slots.haproxy.plane.MapLayout;
import io.slots.haproxy.plane.Plane;
import io.slots.local.state.DurableFile;
import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces one plane by the next, in every worker and on the disk:
 *
 * <ol>
 *   <li>the new servers are added, and stand in the configuration on the disk, where nobody uses
 *       them
 *   <li>the map is prepared in each worker and read back, and lies on the disk beside the old one
 *   <li>it is committed in each worker: in the present one that is the switch
 *   <li>the file is put in its place
 *   <li>each worker's threads have come to rest once, and tell that they have it
 *   <li>workers that a reload brought meanwhile get it too
 * </ol>
 *
 * <p>Until the third, HAProxy or the disk may refuse, and everything is as it was.
 */
final class Switch {
  private static final Logger log = LoggerFactory.getLogger(Switch.class);
  private static final int RELOADS = 20;

  private final Settings settings;
  private final Alignment alignment;
  private final Processes processes;

  Switch(Settings settings, Alignment alignment, Processes processes) {
    this.settings = settings;
    this.alignment = alignment;
    this.processes = processes;
  }

  /**
   * Brings {@code next} into force.
   *
   * @param before what is in force
   * @param fresh the backends of {@code next} that {@code before} did not have
   * @return why not, if HAProxy refused; everything is as it was then
   * @throws IOException if it is not known what became of it, or the disk refused
   */
  Optional<String> bring(Plane before, Plane next, Collection<Group> fresh) throws IOException {
    Map<Worker, Long> versions = new HashMap<>();
    DurableFile file;
    try {
      addServers(before, next, fresh);
      file = settings.directory().stageMap(MapLayout.entries(next));
      processes.each(worker -> versions.put(worker, alignment.stage(worker, next)));
    } catch (SaidNoException e) {
      undo(versions, fresh);
      return Optional.of(String.valueOf(e.getMessage()));
    }
    alignment.nowKnown(null);
    try {
      commit(versions, next);
      file.place();
      processes.each(worker -> confirm(worker, next));
      spread(next);
    } catch (SaidNoException e) {
      throw new IOException("in the middle of the switch: " + e.getMessage(), e);
    }
    alignment.nowKnown(next);
    return Optional.empty();
  }

  private void addServers(Plane before, Plane next, Collection<Group> fresh)
      throws IOException, SaidNoException {
    if (fresh.isEmpty()) {
      return;
    }
    for (Group group : fresh) {
      settings.servers().ensure(processes.present(), group);
    }
    Map<String, Group> groups = new HashMap<>(before.groups());
    groups.putAll(next.groups());
    alignment.writeBackends(groups);
  }

  private void undo(Map<Worker, Long> versions, Collection<Group> fresh) throws IOException {
    for (Map.Entry<Worker, Long> version : versions.entrySet()) {
      try {
        version.getKey().abandon(settings.map(), version.getValue());
      } catch (SaidNoException e) {
        log.warn("A version of the map that was prepared stays until the next commit", e);
      }
    }
    for (Group group : fresh) {
      settings.servers().clear(processes.present(), group.backend());
    }
  }

  /** The workers that are leaving come first: they pass on, and the present one decides. */
  private void commit(Map<Worker, Long> versions, Plane next) throws IOException, SaidNoException {
    processes.each(
        worker -> {
          Long version = versions.get(worker);
          if (version != null && !(worker.isLeaving() && alignment.has(worker, next))) {
            worker.commit(settings.map(), version);
          }
        });
  }

  private void confirm(Worker worker, Plane next) throws IOException, SaidNoException {
    if (!alignment.hasAfterBarrier(worker, next)) {
      throw new IOException(
          "HAProxy's process " + worker.pid() + " does not have the map that it committed");
    }
  }

  /** A reload may have read the file just before it was replaced. */
  private void spread(Plane next) throws IOException, SaidNoException {
    for (int i = 0; i < RELOADS; i++) {
      List<Worker> found = processes.refresh();
      if (found.isEmpty()) {
        return;
      }
      processes.each(
          worker -> {
            if (!alignment.has(worker, next)) {
              alignment.load(worker, next);
            }
          });
    }
    throw new IOException("HAProxy was reloaded again and again");
  }
}
