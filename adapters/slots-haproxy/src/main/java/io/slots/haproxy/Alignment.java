package io.slots.haproxy;

import io.slots.haproxy.cli.MapEntry;
import io.slots.haproxy.cli.Processes;
import io.slots.haproxy.cli.SaidNoException;
import io.slots.haproxy.cli.Worker;
import io.slots.haproxy.plane.DamagedMapException;
import io.slots.haproxy.plane.Group;
import io.slots.haproxy.plane.MapLayout;
import io.slots.haproxy.plane.MapReading;
import io.slots.haproxy.plane.Plane;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is in force, in every worker and on the disk, and lets the newest win everywhere. They
 * differ after an orchestrator died between two of them, and after a reload that read the map just
 * before it was replaced. Used under the lock only.
 */
final class Alignment {
  private static final Logger log = LoggerFactory.getLogger(Alignment.class);

  private final Settings settings;

  /** What this orchestrator wrote last, everywhere; nothing, if that is not sure. */
  private @Nullable Plane known;

  Alignment(Settings settings) {
    this.settings = settings;
  }

  /** Called before and after everything was written: what lies between is not sure. */
  void nowKnown(@Nullable Plane plane) {
    known = plane;
  }

  /** Returns what is in force. What is known is believed if every worker still has its number. */
  Plane present(Processes processes) throws IOException, SaidNoException {
    Plane plane = known;
    if (plane == null) {
      return read(processes, true);
    }
    AtomicBoolean everywhere = new AtomicBoolean(true);
    processes.each(
        worker -> {
          if (!has(worker, plane)) {
            everywhere.set(false);
          }
        });
    return everywhere.get() ? plane : read(processes, true);
  }

  /**
   * Returns what is in force, and reads all of it.
   *
   * @param repair whether to write it again where somebody changed it by hand, or to say so
   */
  Plane read(Processes processes, boolean repair) throws IOException, SaidNoException {
    known = null;
    Plane onDisk = reading("the map on the disk", settings.directory().readMap()).plane();
    Plane newest = onDisk;
    Worker present = processes.present();
    MapReading reading = reading("the map of HAProxy", present.entries(settings.map()));
    if (reading.plane().number() > newest.number()) {
      newest = reading.plane();
    }
    boolean other = reading.plane().number() != newest.number();
    if (!other && !repair && reading.deviation().isPresent()) {
      throw new HaproxyException(
          "somebody changed HAProxy's map: "
              + reading.deviation().get()
              + ". The next table that is published puts it right");
    }
    Plane plane = newest;
    boolean byHand = reading.deviation().isPresent();
    processes.each(
        worker -> {
          if (byHand && !worker.isLeaving() || !has(worker, plane)) {
            log.info("HAProxy's process {} gets plane {}", worker.pid(), plane.number());
            load(worker, plane);
          }
        });
    if (onDisk.number() != newest.number()) {
      Map<String, Group> groups = new HashMap<>(onDisk.groups());
      groups.putAll(newest.groups());
      writeBackends(groups);
      settings.directory().stageMap(MapLayout.entries(newest)).place();
    }
    known = newest;
    return newest;
  }

  /** Says whether a worker has {@code plane}, by the head of its record. */
  boolean has(Worker worker, Plane plane) throws IOException, SaidNoException {
    return isHeadOf(plane, worker.lookUp(settings.map(), MapLayout.HEAD));
  }

  /** As {@link #has}, when every thread of the worker has come to rest once. */
  boolean hasAfterBarrier(Worker worker, Plane plane) throws IOException, SaidNoException {
    return isHeadOf(plane, worker.lookUpAfterBarrier(settings.map(), MapLayout.HEAD));
  }

  private static boolean isHeadOf(Plane plane, Optional<String> head) {
    return plane.equals(Plane.EMPTY)
        ? head.isEmpty()
        : head.equals(Optional.of(MapLayout.head(plane).value()));
  }

  /** Has one worker serve {@code plane}, whatever it served before. */
  void load(Worker worker, Plane plane) throws IOException, SaidNoException {
    if (!worker.isLeaving()) {
      for (Group group : plane.groups().values()) {
        settings.servers().ensure(worker, group);
      }
    }
    worker.commit(settings.map(), stage(worker, plane));
    worker.barrier();
  }

  /**
   * Prepares {@code plane} in a worker, reads back what the present one got, and returns its
   * version.
   *
   * @throws SaidNoException if the worker does not take it; nothing is left of it then
   */
  long stage(Worker worker, Plane plane) throws IOException, SaidNoException {
    List<MapEntry> entries =
        worker.isLeaving() ? MapLayout.relayed(plane) : MapLayout.entries(plane);
    long version = worker.prepare(settings.map());
    try {
      worker.add(settings.map(), version, entries);
      if (!worker.isLeaving()) {
        requireSame(version, worker.entries(settings.map(), version), entries);
      }
      return version;
    } catch (SaidNoException e) {
      worker.abandon(settings.map(), version);
      throw e;
    }
  }

  private static void requireSame(long version, List<MapEntry> prepared, List<MapEntry> entries)
      throws SaidNoException {
    if (prepared.size() != entries.size()
        || !new HashSet<>(prepared).equals(new HashSet<>(entries))) {
      throw new SaidNoException(
          "show map @" + version,
          prepared.size() + " entries, which are not the " + entries.size() + " it was given");
    }
  }

  void writeBackends(Map<String, Group> groups) throws IOException {
    settings
        .directory()
        .writeBackends(BackendsFile.text(settings.backends(), settings.servers(), groups));
  }

  private static MapReading reading(String whose, List<MapEntry> entries) {
    try {
      return MapReading.of(entries);
    } catch (DamagedMapException e) {
      throw new HaproxyException(
          whose
              + " is damaged: "
              + e.getMessage()
              + ". Nothing was changed. Stop HAProxy, put a whole routes.map in the place of it (an"
              + " empty one where nothing need be kept), and start HAProxy",
          e);
    }
  }
}
