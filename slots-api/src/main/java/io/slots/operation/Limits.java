package io.slots.operation;

import io.slots.RefusedException;
import io.slots.Rule;
import java.time.Duration;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How long an operation waits, how often it tries and how strict it is (S4.11). An engine has
 * limits for all its operations, and a request may change some for itself ({@link LimitsChange}).
 * Every duration is more than zero and at most 30 days.
 */
@Value.Immutable
public interface Limits {
  /**
   * How long an instance may take to restart and to become available; 230 s, the time that Azure
   * gives a container to start.
   */
  @Value.Default
  default Duration restart() {
    return Duration.ofSeconds(230);
  }

  /** How long the engine pauses between two probes, or two tries of anything else; 500 ms. */
  @Value.Default
  default Duration retryPause() {
    return Duration.ofMillis(500);
  }

  /** How long one warm-up request may take; 90 s (S4.4). */
  @Value.Default
  default Duration warmUpRequest() {
    return Duration.ofSeconds(90);
  }

  /** After how many unanswered warm-up requests an instance is restarted; 3 (S4.4). */
  @Value.Default
  default int timeoutsBeforeRestart() {
    return 3;
  }

  /** After how many unanswered warm-up requests an instance has failed; 5 (S4.4). */
  @Value.Default
  default int timeoutsBeforeFailure() {
    return 5;
  }

  /** Which warm-up statuses are good. */
  @Value.Default
  default WarmUpStatuses warmUpStatuses() {
    return WarmUpStatuses.AS_SETTINGS_SAY;
  }

  /** How long the router may take to confirm a table; 30 s. */
  @Value.Default
  default Duration routing() {
    return Duration.ofSeconds(30);
  }

  /** How often a table is published before the swap gives up and reverts; 5. */
  @Value.Default
  default int routingTries() {
    return 5;
  }

  /** How long requests in flight may take to finish before their instance is restarted; 30 s. */
  @Value.Default
  default Duration drain() {
    return Duration.ofSeconds(30);
  }

  /** How long the engine pauses between two counts of the requests in flight; 50 ms. */
  @Value.Default
  default Duration drainPause() {
    return Duration.ofMillis(50);
  }

  /** How long the operation may take until the switch; past it, it is reverted; 30 min. */
  @Value.Default
  default Duration overall() {
    return Duration.ofMinutes(30);
  }

  /**
   * How long a swap with preview waits for a decision before it cancels itself (S5.2); for ever
   * unless said otherwise.
   */
  Optional<Duration> previewExpiry();

  /**
   * For how long step 6 of a swap is held back, so that a rollback is a routing switch alone
   * (S4.9); not at all unless said otherwise.
   */
  Optional<Duration> keepWarm();

  /** On how many instances the engine works at once; no limit unless said otherwise. */
  @Value.Default
  default int parallelism() {
    return Integer.MAX_VALUE;
  }

  /** Everything is in its range. */
  @Value.Check
  default void check() {
    inRange("restart", restart());
    inRange("retryPause", retryPause());
    inRange("warmUpRequest", warmUpRequest());
    inRange("routing", routing());
    inRange("drain", drain());
    inRange("drainPause", drainPause());
    inRange("overall", overall());
    previewExpiry().ifPresent(it -> inRange("previewExpiry", it));
    keepWarm().ifPresent(it -> inRange("keepWarm", it));
    positive("timeoutsBeforeRestart", timeoutsBeforeRestart());
    positive("timeoutsBeforeFailure", timeoutsBeforeFailure());
    positive("routingTries", routingTries());
    positive("parallelism", parallelism());
  }

  private static void inRange(String name, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(30)) > 0) {
      throw new RefusedException(
          Rule.of(4, 11), "limit " + name + " of " + value, "more than zero, 30 days at most");
    }
  }

  private static void positive(String name, int value) {
    if (value < 1) {
      throw new RefusedException(Rule.of(4, 11), "limit " + name + " of " + value, "1 or more");
    }
  }

  /** Returns the limits with the defaults above. */
  static Limits defaults() {
    return builder().build();
  }

  /** Returns a builder that starts from these limits. */
  default Builder toBuilder() {
    return builder().from(this);
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds {@link Limits}. */
  final class Builder extends ImmutableLimits.Builder {
    Builder() {}
  }
}
