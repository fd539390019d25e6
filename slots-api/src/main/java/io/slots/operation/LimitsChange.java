package io.slots.operation;

import io.slots.RefusedException;
import io.slots.Rule;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a request wants otherwise than its engine's {@link Limits} (S4.11); what it does not name
 * stays the engine's. Each limit has the range and the meaning that it has there.
 */
@Value.Immutable
public interface LimitsChange {
  /** Another {@link Limits#restart()}. */
  Optional<Duration> restart();

  /** Another {@link Limits#retryPause()}. */
  Optional<Duration> retryPause();

  /** Another {@link Limits#warmUpRequest()}. */
  Optional<Duration> warmUpRequest();

  /** Another {@link Limits#timeoutsBeforeRestart()}. */
  Optional<Integer> timeoutsBeforeRestart();

  /** Another {@link Limits#timeoutsBeforeFailure()}. */
  Optional<Integer> timeoutsBeforeFailure();

  /** Other {@link Limits#warmUpStatuses()}. */
  Optional<WarmUpStatuses> warmUpStatuses();

  /** Another {@link Limits#routing()}. */
  Optional<Duration> routing();

  /** Another {@link Limits#routingTries()}. */
  Optional<Integer> routingTries();

  /** Another {@link Limits#drain()}. */
  Optional<Duration> drain();

  /** Another {@link Limits#drainPause()}. */
  Optional<Duration> drainPause();

  /** Another {@link Limits#overall()}. */
  Optional<Duration> overall();

  /** Another {@link Limits#previewExpiry()}. */
  Optional<Duration> previewExpiry();

  /** Whether a swap with preview waits for ever, though the engine's limits have an expiry. */
  @Value.Default
  default boolean noPreviewExpiry() {
    return false;
  }

  /** Another {@link Limits#keepWarm()}. */
  Optional<Duration> keepWarm();

  /** Whether nothing is kept warm, though the engine's limits say so. */
  @Value.Default
  default boolean noKeepWarm() {
    return false;
  }

  /** Another {@link Limits#parallelism()}. */
  Optional<Integer> parallelism();

  /** Everything is in its range, and nothing is wanted and not wanted. */
  @Value.Check
  default void check() {
    notBoth("previewExpiry", previewExpiry(), noPreviewExpiry());
    notBoth("keepWarm", keepWarm(), noKeepWarm());
    appliedTo(Limits.defaults());
  }

  private static void notBoth(String name, Optional<Duration> wanted, boolean unwanted) {
    if (unwanted && wanted.isPresent()) {
      throw new RefusedException(
          Rule.of(4, 11),
          "limit " + name + " of " + wanted.get() + ", and none",
          "either a duration or none");
    }
  }

  /** Returns {@code limits} with what is named here in the place of theirs. */
  default Limits appliedTo(Limits limits) {
    Limits.Builder result = limits.toBuilder();
    restart().ifPresent(result::restart);
    retryPause().ifPresent(result::retryPause);
    warmUpRequest().ifPresent(result::warmUpRequest);
    timeoutsBeforeRestart().ifPresent(result::timeoutsBeforeRestart);
    timeoutsBeforeFailure().ifPresent(result::timeoutsBeforeFailure);
    warmUpStatuses().ifPresent(result::warmUpStatuses);
    routing().ifPresent(result::routing);
    routingTries().ifPresent(result::routingTries);
    drain().ifPresent(result::drain);
    drainPause().ifPresent(result::drainPause);
    overall().ifPresent(result::overall);
    previewExpiry().ifPresent(result::previewExpiry);
    keepWarm().ifPresent(result::keepWarm);
    parallelism().ifPresent(result::parallelism);
    if (noPreviewExpiry()) {
      result.previewExpiry(Optional.empty());
    }
    if (noKeepWarm()) {
      result.keepWarm(Optional.empty());
    }
    return result.build();
  }

  /** Returns the change of nothing. */
  static LimitsChange none() {
    return builder().build();
  }

  /** Returns the change of whatever limits there are to {@code limits}. */
  static LimitsChange to(Limits limits) {
    return builder()
        .restart(limits.restart())
        .retryPause(limits.retryPause())
        .warmUpRequest(limits.warmUpRequest())
        .timeoutsBeforeRestart(limits.timeoutsBeforeRestart())
        .timeoutsBeforeFailure(limits.timeoutsBeforeFailure())
        .warmUpStatuses(limits.warmUpStatuses())
        .routing(limits.routing())
        .routingTries(limits.routingTries())
        .drain(limits.drain())
        .drainPause(limits.drainPause())
        .overall(limits.overall())
        .previewExpiry(limits.previewExpiry())
        .noPreviewExpiry(limits.previewExpiry().isEmpty())
        .keepWarm(limits.keepWarm())
        .noKeepWarm(limits.keepWarm().isEmpty())
        .parallelism(limits.parallelism())
        .build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link LimitsChange}. */
  final class Builder extends ImmutableLimitsChange.Builder {
    Builder() {}
  }
}
