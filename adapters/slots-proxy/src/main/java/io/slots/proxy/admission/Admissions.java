package io.slots.proxy.admission;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.InstanceId;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.local.StateDirectoryException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Admits requests by the tables in force, and replaces tables. Admission takes no lock and, on a
 * host without shares, allocates nothing; publishing takes one for as long as it prepares a table.
 * Safe for use by several threads. The package says why no request falls between two tables.
 */
public final class Admissions {
  private final ConcurrentMap<String, AppRoutes> byHost = new ConcurrentHashMap<>();
  private final ConcurrentMap<AppName, AppRoutes> byApp = new ConcurrentHashMap<>();
  private final Object publishing = new Object();
  private final Ticker ticker;
  private final Supplier<? extends RandomGenerator> random;
  private final TargetListener listener;
  private final Keeper keeper;
  private volatile boolean closed;

  /** As the other, and nothing is kept. */
  public Admissions(
      Ticker ticker, Supplier<? extends RandomGenerator> random, TargetListener listener) {
    this(ticker, random, listener, Keeper.NOTHING);
  }

  /**
   * @param ticker tells how long a target is avoided
   * @param random draws the traffic shares
   * @param listener learns of targets that leave
   * @param keeper keeps what is in force, before it is
   */
  public Admissions(
      Ticker ticker,
      Supplier<? extends RandomGenerator> random,
      TargetListener listener,
      Keeper keeper) {
    this.ticker = ticker;
    this.random = random;
    this.listener = listener;
    this.keeper = keeper;
  }

  /**
   * Brings into force what was kept of an app, before anybody is admitted.
   *
   * @return why it cannot be in force, if it cannot
   */
  public Optional<String> restore(Kept kept) {
    synchronized (publishing) {
      AppRoutes app = new AppRoutes(kept.app());
      app.fencingToken = kept.fencingToken();
      if (kept.table().isEmpty()) {
        byApp.put(kept.app(), app);
        return Optional.empty();
      }
      RoutingTable table = kept.table().get();
      Optional<String> problem = whyNot(table, app, kept.fencingToken());
      if (problem.isEmpty()) {
        List<Target> unused = replace(table, app, kept.fencingToken());
      }
      return problem;
    }
  }

  /**
   * Gives a request for {@code host} (lower case, no port) to a target and counts it there, until
   * {@link #release}; or says why not.
   */
  public Admission admit(String host, Visitor visitor) {
    while (!closed) {
      AppRoutes app = byHost.get(host);
      if (app == null) {
        return NotAdmitted.UNKNOWN_HOST;
      }
      ActiveTable table = app.table;
      HostRoute route = table.host(host);
      if (route == null) {
        if (byHost.get(host) == app) {
          return NotAdmitted.UNKNOWN_HOST;
        }
        continue; // the host went to another app between the two reads
      }
      SlotRoute slot = route.choose(visitor, random);
      Target target = slot.pick(ticker);
      if (target == null) {
        return slot.whyNot();
      }
      target.claim();
      if (app.table == table) {
        return target;
      }
      release(target);
    }
    return NotAdmitted.CLOSING;
  }

  /** Ends what {@link #admit} began: once for each target that it returned. */
  public void release(Target target) {
    if (target.unclaim() && target.hasLeft()) {
      retire(target);
    }
  }

  /**
   * Puts {@code table} into force, or says why not. When this returns, whoever is admitted is
   * admitted by this table, and it is kept. The table in force is so already, and the token that it
   * comes with is taken note of.
   *
   * @throws RefusedException if the table is in force, and a higher fencing token was seen (S9.4):
   *     a refusal by the answer would say that it is not in force
   * @throws IllegalStateException if closed
   * @throws StateDirectoryException if it cannot be kept; then the table before is in force
   */
  public RoutesAnswer publish(RoutingTable table, long fencingToken) {
    AppName name = table.app();
    List<Target> left;
    synchronized (publishing) {
      requireOpen();
      keeper.settle(name);
      AppRoutes app = byApp.get(name);
      if (app != null && app.table.source().equals(table)) {
        see(name, app, fencingToken);
        return new RoutesAnswer.InForce(table.generation());
      }
      // Else it might be given a host that a restart finds in the file of another app too.
      keeper.settleAll();
      Optional<String> reason = whyNot(table, app, fencingToken);
      if (reason.isPresent()) {
        return new RoutesAnswer.Refused(reason.get());
      }
      long token = Math.max(fencingToken, table.generation().fencingToken());
      keeper.keep(new Kept(name, token, Optional.of(table)));
      left = replace(table, app == null ? new AppRoutes(name) : app, token);
    }
    for (Target target : left) {
      listener.left(name, target);
      retire(target);
    }
    return new RoutesAnswer.InForce(table.generation());
  }

  /**
   * Takes note of a fencing token: from now on no table is taken that comes with a lower one
   * (S9.4).
   *
   * @throws RefusedException if a higher one was seen for the app
   * @throws IllegalStateException if closed
   * @throws StateDirectoryException if it cannot be kept
   */
  public void fence(AppName name, long fencingToken) {
    synchronized (publishing) {
      requireOpen();
      keeper.settle(name);
      AppRoutes app = byApp.computeIfAbsent(name, AppRoutes::new);
      see(name, app, fencingToken);
    }
  }

  private void see(AppName name, AppRoutes app, long fencingToken) {
    if (fencingToken < app.fencingToken) {
      throw new RefusedException(
          Rule.of(9, 4),
          "fencing token " + fencingToken + " for app " + name,
          app.fencingToken + ", which was seen already, or a higher one");
    }
    if (fencingToken > app.fencingToken) {
      keeper.keep(new Kept(name, fencingToken, published(app)));
      app.fencingToken = fencingToken;
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new IllegalStateException("the proxy is closed");
    }
  }

  private Optional<String> whyNot(RoutingTable table, @Nullable AppRoutes app, long fencingToken) {
    if (!table.generation().isNewerThan(RoutingGeneration.NONE)) {
      return Optional.of("generation " + table.generation() + " is none, or older than that");
    }
    if (app != null) {
      RoutingGeneration present = app.table.source().generation();
      if (present.isNewerThan(table.generation())) {
        return Optional.of(
            "generation " + table.generation() + " is older than " + present + ", in force");
      }
      if (present.equals(table.generation())) {
        return Optional.of("another table of generation " + present + " is in force");
      }
      if (fencingToken < app.fencingToken) {
        return Optional.of(
            "fencing token " + fencingToken + " is lower than " + app.fencingToken + ", seen");
      }
    }
    for (Route route : table.routes()) {
      AppRoutes owner = byHost.get(route.host().value());
      if (owner != null && owner != app) {
        return Optional.of("host " + route.host() + " is routed for another app");
      }
    }
    return TableCheck.problem(table);
  }

  /** A host is known before the switch and forgotten after it: in between it has no route yet. */
  private List<Target> replace(RoutingTable table, AppRoutes app, long token) {
    List<HostName> before = hosts(app.table.source());
    List<HostName> after = hosts(table);
    byApp.put(table.app(), app);
    after.forEach(host -> byHost.put(host.value(), app));
    List<Target> left = app.replace(table);
    app.fencingToken = token;
    before.stream()
        .filter(host -> !after.contains(host))
        .forEach(host -> byHost.remove(host.value()));
    return left;
  }

  private static List<HostName> hosts(RoutingTable table) {
    return table.routes().stream().map(Route::host).toList();
  }

  /**
   * The table in force for {@code app}, if one was published. Waits for whatever is being kept.
   *
   * @throws StateDirectoryException if it is not sure that this is the one that is kept
   */
  public Optional<RoutingTable> inForce(AppName app) {
    synchronized (publishing) {
      keeper.settle(app);
      return served(app);
    }
  }

  /**
   * As {@link #inForce}, but whether this is the table that is kept is not asked: so it waits for
   * nothing.
   */
  public Optional<RoutingTable> served(AppName app) {
    return Optional.ofNullable(byApp.get(app)).flatMap(Admissions::published);
  }

  private static Optional<RoutingTable> published(AppRoutes app) {
    return Optional.of(app.table.source())
        .filter(table -> table.generation().isNewerThan(RoutingGeneration.NONE));
  }

  /** How many requests each of {@code instances} has been given and has not finished. */
  public Map<InstanceId, Integer> inFlight(AppName app, Set<InstanceId> instances) {
    AppRoutes routes = byApp.get(app);
    return routes == null
        ? instances.stream().collect(Collectors.toMap(Function.identity(), id -> 0))
        : routes.inFlight(instances);
  }

  /** Says whether the instance of a target that left is in the routes again, where it was. */
  public boolean isBack(Target target) {
    return target.app().isBack(target);
  }

  /**
   * Admits nothing more and takes no table any more, but one that is being taken; what was admitted
   * stays counted. Does not wait, for that one may be waiting for the disk.
   */
  public void close() {
    closed = true;
  }

  private void retire(Target target) {
    if (target.retire()) {
      target.app().forget(target);
      listener.retired(target);
    }
  }
}
