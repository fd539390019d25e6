package io.slots.kubernetes.route;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer.Refused;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.access.Api;
import io.slots.kubernetes.access.Labels;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides what is to be in force: the one write that everything else follows. */
final class Deciding {
  private static final int TRIES = 20;

  private final Api api;
  private final Front front;

  Deciding(Api api, Front front) {
    this.api = api;
    this.front = front;
  }

  /** What came of a decision. */
  sealed interface Decision {
    /** It is made, or was before. */
    record Made() implements Decision {}

    /** It never will be. */
    record Not(Refused refusal) implements Decision {}

    /** Another table is decided than the one on which it was prepared; prepare it anew. */
    record Overtaken() implements Decision {}
  }

  RouteRecord record(AppName app) {
    return RouteRecord.of(app, api.get(ConfigMap.class, RouteRecord.nameOf(app)));
  }

  /** Why something newer is decided than what is wanted; empty if nothing is. */
  Optional<Refused> late(RouteRecord record, Wanted wanted) {
    Optional<Long> older = wanted.token().filter(it -> it < record.token());
    if (older.isPresent()) {
      return refused("its fencing token " + older.get() + " is older than " + record.token());
    }
    return isPast(record, wanted.table())
        ? refused(
            "generation "
                + wanted.generation()
                + " is older than "
                + record.table().orElseThrow().generation())
        : Optional.empty();
  }

  /** Whether a newer table is decided. */
  boolean isPast(RouteRecord record, RoutingTable table) {
    return record.table().filter(it -> it.generation().isNewerThan(table.generation())).isPresent();
  }

  /** Fails if something newer is decided by now. */
  void expectInTime(Wanted wanted) {
    late(record(wanted.app()), wanted).ifPresent(Deciding::fail);
  }

  static void fail(Refused late) {
    throw new LateException(late.reason());
  }

  /** Why the table cannot come into force after what is decided; empty if it can, or has. */
  Optional<Refused> refusal(RouteRecord record, Wanted wanted) {
    Optional<Refused> late = late(record, wanted);
    if (late.isPresent()) {
      return late;
    }
    RoutingTable table = wanted.table();
    Optional<RoutingTable> present = record.table();
    if (present.isPresent()
        && present.get().generation().equals(table.generation())
        && !present.get().equals(table)) {
      return refused("another table of generation " + table.generation() + " is in force");
    }
    return front.refuses(table).flatMap(Deciding::refused).or(() -> hostTaken(record, table));
  }

  private static Optional<Refused> refused(String reason) {
    return Optional.of(new Refused(reason));
  }

  private Optional<Refused> hostTaken(RouteRecord record, RoutingTable table) {
    Set<HostName> fresh = hosts(table);
    record.table().ifPresent(it -> fresh.removeAll(hosts(it)));
    if (fresh.isEmpty()) {
      return Optional.empty();
    }
    for (ConfigMap other : api.list(ConfigMap.class, Labels.of(RouteRecord.PART))) {
      AppName app = AppName.of(other.getMetadata().getLabels().getOrDefault(Labels.APP, "?"));
      Optional<RoutingTable> theirs = RouteRecord.of(app, Optional.of(other)).table();
      if (!app.equals(table.app()) && theirs.isPresent()) {
        for (HostName host : hosts(theirs.get())) {
          if (fresh.contains(host)) {
            return refused("host " + host + " is routed for app " + app);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static Set<HostName> hosts(RoutingTable table) {
    return table.routes().stream().map(Route::host).collect(Collectors.toSet());
  }

  /**
   * Decides for the table, unless it is refused or decided for already.
   *
   * @param token the caller's fencing token
   * @param prepared the record on which the table was prepared; on another table nothing is decided
   */
  Decision decide(Wanted wanted, long token, RouteRecord prepared) {
    for (int i = 0; i < TRIES; i++) {
      RouteRecord record = record(wanted.app());
      Optional<Refused> refusal = refusal(record, wanted);
      if (refusal.isPresent()) {
        return new Decision.Not(refusal.get());
      }
      if (record.table().filter(wanted.table()::equals).isPresent()) {
        if (token <= record.token() || write(record, record.with(token))) {
          return new Decision.Made();
        }
        continue;
      }
      if (!record.table().equals(prepared.table())) {
        return new Decision.Overtaken();
      }
      if (write(record, record.with(wanted.table(), token))) {
        return new Decision.Made();
      }
    }
    throw busy(wanted.app());
  }

  /** Takes note of the token of an engine that has taken over. */
  void fence(AppName app, long token) {
    for (int i = 0; i < TRIES; i++) {
      RouteRecord record = record(app);
      if (token < record.token()) {
        throw new RefusedException(
            Rule.of(9, 4),
            "fencing token " + token + " for app " + app + " when " + record.token() + " was seen",
            "a call by the engine that drives the app now");
      }
      if (record.isStored() && token == record.token() || write(record, record.with(token))) {
        return;
      }
    }
    throw busy(app);
  }

  private boolean write(RouteRecord before, ConfigMap next) {
    return (before.isStored() ? api.replace(next) : api.create(next)).isPresent();
  }

  private static KubernetesException busy(AppName app) {
    return new KubernetesException(
        "configmap " + RouteRecord.nameOf(app) + " changes faster than it can be written");
  }
}
