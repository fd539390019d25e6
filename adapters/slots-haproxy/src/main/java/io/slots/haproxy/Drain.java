package io.slots.haproxy;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.haproxy.cli.Processes;
import io.slots.haproxy.cli.SaidNoException;
import io.slots.haproxy.cli.Sessions;
import io.slots.haproxy.cli.Worker;
import io.slots.haproxy.plane.Group;
import io.slots.haproxy.plane.Member;
import io.slots.haproxy.plane.Plane;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Counts what is in flight, in all processes of HAProxy: after each thread has come to rest, so
 * that none holds a request that is counted nowhere yet.
 */
final class Drain {
  private Drain() {}

  /** Returns the backends that no route leads to and that have nothing under way. */
  static List<String> drained(Plane plane, Processes processes)
      throws IOException, SaidNoException {
    List<Group> draining = plane.draining();
    List<String> drained = new ArrayList<>();
    if (draining.isEmpty()) {
      return drained;
    }
    processes.each(Worker::barrier);
    for (Group group : draining) {
      Map<Long, Integer> counts = new HashMap<>();
      processes.each(worker -> counts.put(worker.pid(), worker.sessions(group.backend()).total()));
      if (counts.values().stream().allMatch(count -> count == 0)) {
        drained.add(group.backend());
      }
    }
    return drained;
  }

  /**
   * Counts what each instance has been given, as one of the servers of any backend that has it.
   * What waits in such a backend for a server counts for each of its instances: any may get it.
   */
  static Map<InstanceId, Integer> inFlight(
      Plane plane, AppName app, Set<InstanceId> instances, Processes processes)
      throws IOException, SaidNoException {
    processes.each(Worker::barrier);
    Map<InstanceId, Integer> counts = new HashMap<>();
    instances.forEach(id -> counts.put(id, 0));
    for (Group group : plane.groups().values()) {
      if (group.app().equals(app) && instances.stream().anyMatch(group::has)) {
        Map<Long, Sessions> sessions = new HashMap<>();
        processes.each(worker -> sessions.put(worker.pid(), worker.sessions(group.backend())));
        sessions.values().forEach(counted -> count(group, counted, counts));
      }
    }
    return counts;
  }

  private static void count(Group group, Sessions sessions, Map<InstanceId, Integer> counts) {
    for (Member member : group.members()) {
      int count = sessions.byServer().getOrDefault(member.server(), 0) + sessions.unassigned();
      counts.computeIfPresent(member.instance().id(), (id, before) -> before + count);
    }
  }
}
