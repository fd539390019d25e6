package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.slots.effect.RoutesAnswer.Refused;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.Cluster;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes the Services of pools, and clears away those that nobody needs any more.
 *
 * <p>Why none is deleted that a table needs which was decided, or is about to be, by whoever:
 *
 * <ul>
 *   <li>A table stamps each pool that comes into the routes by it with its generation, before it is
 *       decided. A pool that was in the table before needs no new stamp, as a decision is made on
 *       that very table or not at all ({@link Deciding#decide}): it bears the generation of a table
 *       since which every one has needed it.
 *   <li>Who clears lists the pools first, and deletes each under the condition of the
 *       resourceVersion in that list. If the stamp was there by then, it is newer than who clears,
 *       who leaves it; or who clears is of a table since, which needs the pool. If the stamp came
 *       after the list, the condition is broken; or the pool is gone before, and is made anew.
 *   <li>So is a deletion whose request is carried out late. The record that is read in between only
 *       spares the attempt, and tells who is superseded that he is.
 * </ul>
 */
final class PoolServices {
  private static final int TRIES = 20;

  private final Cluster cluster;
  private final Api api;
  private final Deciding deciding;
  private final Pool.Ports ports;

  PoolServices(Cluster cluster, Api api, Deciding deciding, Pool.Ports ports) {
    this.cluster = cluster;
    this.api = api;
    this.deciding = deciding;
    this.ports = ports;
  }

  /**
   * Has the pool's Service be there.
   *
   * @param comes whether the pool is not in the table that is decided now
   */
  void make(Pool pool, Wanted wanted, boolean comes) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Service> present = api.get(Service.class, pool.name());
      if (present.isEmpty() ? create(pool, wanted) : stamped(pool, present.get(), wanted, comes)) {
        return;
      }
    }
    throw new KubernetesException(
        "service " + pool.name() + " changes faster than it can be written");
  }

  private boolean create(Pool pool, Wanted wanted) {
    deciding.expectInTime(wanted);
    Service service = pool.service(cluster, ports);
    if (!pool.isEmpty()) {
      service = stamp(service, wanted);
    }
    Optional<Service> made = api.create(service);
    if (made.isEmpty()) {
      return false;
    }
    RouteRecord now = deciding.record(wanted.app());
    Optional<Refused> late = deciding.late(now, wanted);
    if (late.isPresent()) {
      if (!pool.isEmpty() && now.table().filter(it -> Pool.of(it).contains(pool)).isEmpty()) {
        // Whoever has come to need it since has stamped it, which breaks the condition.
        boolean unused = api.delete(made.get());
      }
      Deciding.fail(late.get());
    }
    return true;
  }

  private boolean stamped(Pool pool, Service present, Wanted wanted, boolean comes) {
    return !comes
        || pool.isEmpty() // Never cleared away.
        || !wanted.generation().isNewerThan(Stamp.of(present))
        || api.replace(stamp(present, wanted)).isPresent();
  }

  private static Service stamp(Service service, Wanted wanted) {
    return new ServiceBuilder(service)
        .editMetadata()
        .addToAnnotations(Stamp.KEY, wanted.generation().toString())
        .endMetadata()
        .build();
  }

  /**
   * Clears away what neither the table that is in force needs, nor those before it; nothing if
   * something newer is decided by now, which is answered.
   *
   * @param before the record before the table was decided
   */
  Optional<Refused> clear(Wanted wanted, RouteRecord before) {
    List<Service> present = api.list(Service.class, Labels.of(wanted.app(), Pool.PART));
    RouteRecord now = deciding.record(wanted.app());
    Optional<Refused> late = deciding.late(now, wanted);
    if (late.isPresent()) {
      return late;
    }
    if (now.table().filter(wanted.table()::equals).isEmpty()) {
      throw new KubernetesException(
          "configmap "
              + RouteRecord.nameOf(wanted.app())
              + " does not say any more what was decided: somebody has edited it; ask again");
    }
    Set<String> needed = new HashSet<>();
    for (RouteRecord record : List.of(now, before)) {
      record.table().ifPresent(it -> needed.addAll(names(it)));
      record.before().ifPresent(it -> needed.addAll(names(it)));
    }
    for (HasMetadata service : present) {
      if (!needed.contains(service.getMetadata().getName())
          && !Stamp.of(service).isNewerThan(wanted.generation())) {
        boolean unused = api.delete(service);
      }
    }
    return Optional.empty();
  }

  private static List<String> names(RoutingTable table) {
    return Pool.of(table).stream().map(Pool::name).toList();
  }
}
