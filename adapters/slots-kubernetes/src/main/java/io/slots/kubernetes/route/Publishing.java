package io.slots.kubernetes.route;

import io.slots.app.AppName;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutesAnswer.InForce;
import io.slots.effect.RoutesAnswer.Refused;
import io.slots.effect.RoutingTable;
import io.slots.kubernetes.cluster.KubernetesException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * The steps by which a table comes into force: its pools are prepared; it is decided; it is brought
 * about; pools that nobody needs any more are cleared away. Who finds in any of them that something
 * newer is decided stops there, and is refused.
 */
final class Publishing {
  /** So often another table may be decided while one is prepared, or brought about. */
  private static final int TRIES = 5;

  private final Deciding deciding;
  private final Ownership ownership;
  private final Followers followers;
  private final Preparing preparing;
  private final Switching switching;
  private final PoolServices services;
  private final Executor executor;

  Publishing(
      Deciding deciding,
      Ownership ownership,
      Followers followers,
      Preparing preparing,
      Switching switching,
      PoolServices services,
      Executor executor) {
    this.deciding = deciding;
    this.ownership = ownership;
    this.followers = followers;
    this.preparing = preparing;
    this.switching = switching;
    this.services = services;
    this.executor = executor;
  }

  /**
   * What came of a publish.
   *
   * @param answer the answer
   * @param before what was in force before
   */
  record Published(RoutesAnswer answer, Optional<RoutingTable> before) {}

  CompletableFuture<Published> publish(RoutingTable table, long token) {
    return publish(Wanted.published(table, token), token, TRIES);
  }

  private CompletableFuture<Published> publish(Wanted wanted, long token, int tries) {
    RouteRecord before = deciding.record(wanted.app());
    Optional<Refused> refusal =
        deciding.refusal(before, wanted).or(() -> ownership.refusal(wanted.table(), before));
    if (refusal.isPresent()) {
      return CompletableFuture.completedFuture(published(refusal.get(), before));
    }
    return unlessLate(
        preparing
            .prepare(wanted, before)
            .thenComposeAsync(ready -> decided(wanted, token, before, tries), executor),
        reason -> CompletableFuture.completedFuture(published(new Refused(reason), before)));
  }

  private CompletableFuture<Published> decided(
      Wanted wanted, long token, RouteRecord before, int tries) {
    Deciding.Decision decision = deciding.decide(wanted, token, before);
    if (decision instanceof Deciding.Decision.Not not) {
      return CompletableFuture.completedFuture(published(not.refusal(), before));
    }
    if (decision instanceof Deciding.Decision.Overtaken) {
      if (tries == 1) {
        throw busy(wanted.app());
      }
      return publish(wanted, token, tries - 1);
    }
    followers.follow(wanted.table());
    return switching
        .bringAbout(wanted)
        .thenApplyAsync(
            over -> {
              Optional<Refused> late = services.clear(wanted, before);
              return published(
                  late.isPresent() ? late.get() : new InForce(wanted.generation()), before);
            },
            executor);
  }

  private static Published published(RoutesAnswer answer, RouteRecord before) {
    return new Published(answer, before.table());
  }

  /** Brings about what is decided, and returns it as it was read. */
  CompletableFuture<RouteRecord> bringAboutWhatIsDecided(AppName app) {
    return bringAboutWhatIsDecided(app, TRIES);
  }

  private CompletableFuture<RouteRecord> bringAboutWhatIsDecided(AppName app, int tries) {
    RouteRecord record = deciding.record(app);
    Optional<RoutingTable> decided = record.table();
    if (decided.isEmpty()) {
      return CompletableFuture.completedFuture(record);
    }
    followers.follow(decided.get());
    return unlessLate(
        switching.bringAbout(Wanted.decided(decided.get())).thenApply(over -> record),
        reason -> {
          if (tries == 1) {
            throw busy(app);
          }
          return bringAboutWhatIsDecided(app, tries - 1);
        });
  }

  private static KubernetesException busy(AppName app) {
    return new KubernetesException(
        "tables of " + app + " are decided faster than one can be brought about; ask again");
  }

  private <T> CompletableFuture<T> unlessLate(
      CompletableFuture<T> work, Function<String, CompletableFuture<T>> late) {
    return work.exceptionallyComposeAsync(
        failure -> {
          Throwable cause =
              failure instanceof CompletionException && failure.getCause() != null
                  ? failure.getCause()
                  : failure;
          return cause instanceof LateException
              ? late.apply(String.valueOf(cause.getMessage()))
              : CompletableFuture.failedFuture(cause);
        },
        executor);
  }
}
