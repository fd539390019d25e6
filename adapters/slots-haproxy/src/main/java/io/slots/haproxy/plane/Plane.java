package io.slots.haproxy.plane;

import com.google.common.collect.ImmutableSortedMap;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Everything that is in force in one HAProxy. Immutable. A change makes another plane with a higher
 * number, which then replaces this one as a whole; of two planes the one with the higher number is
 * the newer.
 *
 * @param number counts the planes
 * @param apps the apps, by name
 * @param groups the backends in use, by the backend's name
 */
public record Plane(long number, Map<AppName, AppEntry> apps, Map<String, Group> groups) {
  /** What a HAProxy has that was never told anything. */
  public static final Plane EMPTY = new Plane(0, Map.of(), Map.of());

  /** Copies the maps. */
  public Plane {
    apps = ImmutableSortedMap.copyOf(apps);
    groups = ImmutableSortedMap.copyOf(groups);
  }

  /** What is in force for {@code app}. */
  public AppEntry app(AppName app) {
    AppEntry entry = apps.get(app);
    return entry == null ? new AppEntry(app, 0, Optional.empty(), Map.of()) : entry;
  }

  /** Returns all hosts that have a route, and of which app. */
  public Map<HostName, AppName> hosts() {
    Map<HostName, AppName> hosts = new HashMap<>();
    for (AppEntry entry : apps.values()) {
      entry
          .table()
          .ifPresent(table -> table.routes().forEach(r -> hosts.put(r.host(), entry.app())));
    }
    return hosts;
  }

  /** The backends that routes lead to. */
  public Set<String> serving() {
    Set<String> serving = new HashSet<>();
    apps.values().forEach(entry -> serving.addAll(entry.backends().values()));
    return serving;
  }

  /** The backends in use that no route leads to any more. */
  public List<Group> draining() {
    Set<String> serving = serving();
    return groups.values().stream().filter(group -> !serving.contains(group.backend())).toList();
  }

  /**
   * Returns the sets of instances that {@code table} needs a backend for which it has none yet.
   * Only one that serves is used again: an instance that left and comes back gets another, for it
   * may have been restarted, and connections that were kept to it may be dead.
   */
  public Set<List<Instance>> missing(RoutingTable table) {
    Set<List<Instance>> missing = new LinkedHashSet<>();
    Map<List<Instance>, String> present = serving(table.app());
    for (Route route : table.routes()) {
      if (!route.instances().isEmpty() && !present.containsKey(route.instances())) {
        missing.add(route.instances());
      }
    }
    return missing;
  }

  private Map<List<Instance>, String> serving(AppName app) {
    Map<List<Instance>, String> serving = new HashMap<>();
    for (String backend : app(app).backends().values()) {
      Group group = groups.get(backend);
      if (group != null) {
        serving.put(group.instances(), backend);
      }
    }
    return serving;
  }

  /**
   * Returns the next plane, in which {@code table} is in force.
   *
   * @param fresh a group for each set of instances that was {@link #missing}
   */
  public Plane with(RoutingTable table, long fencingToken, Collection<Group> fresh) {
    Map<List<Instance>, String> byInstances = serving(table.app());
    Map<String, Group> allGroups = new TreeMap<>(groups);
    for (Group group : fresh) {
      byInstances.put(group.instances(), group.backend());
      allGroups.put(group.backend(), group);
    }
    Map<SlotName, String> backends = new HashMap<>();
    for (Route route : table.routes()) {
      String backend = byInstances.get(route.instances());
      if (backend != null) {
        backends.put(route.slot(), backend);
      }
    }
    long token =
        Math.max(
            app(table.app()).fencingToken(),
            Math.max(fencingToken, table.generation().fencingToken()));
    return with(new AppEntry(table.app(), token, Optional.of(table), backends), allGroups);
  }

  /** Returns the next plane, in which {@code fencingToken} was seen for {@code app}. */
  public Plane fenced(AppName app, long fencingToken) {
    AppEntry entry = app(app);
    return with(new AppEntry(app, fencingToken, entry.table(), entry.backends()), groups);
  }

  private Plane with(AppEntry entry, Map<String, Group> allGroups) {
    Map<AppName, AppEntry> all = new TreeMap<>(apps);
    all.put(entry.app(), entry);
    return new Plane(number + 1, all, allGroups);
  }

  /** Returns this plane without backends that are drained. */
  public Plane without(Collection<String> drained) {
    Map<String, Group> rest = new TreeMap<>(groups);
    rest.keySet().removeAll(drained);
    return new Plane(number, apps, rest);
  }
}
