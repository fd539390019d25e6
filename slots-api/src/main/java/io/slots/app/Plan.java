package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import org.immutables.value.Value;

/**
 * What an app runs on: tier, operating system and number of workers (S2). All slots of an app run
 * the production slot's number of workers (S2.4).
 */
@Value.Immutable
public interface Plan {
  /** The tier. */
  PlanTier tier();

  /** The operating system; Windows unless said otherwise. */
  @Value.Default
  default OperatingSystem os() {
    return OperatingSystem.WINDOWS;
  }

  /** How many instances each slot has; 1 to 100,000. */
  @Value.Default
  default int workers() {
    return 1;
  }

  /** The number of workers is in its range. */
  @Value.Check
  default void check() {
    if (workers() < 1 || workers() > 100_000) {
      throw new RefusedException(
          Rule.of(2, 4), "a plan of " + workers() + " workers", "a plan has 1 to 100,000 workers");
    }
  }

  /** Returns a plan of this tier and number of workers. */
  static Plan of(PlanTier tier, int workers) {
    return builder().tier(tier).workers(workers).build();
  }

  /** Returns a Standard plan. */
  static Plan standard(int workers) {
    return of(PlanTier.STANDARD, workers);
  }

  /** Returns a Premium plan. */
  static Plan premium(int workers) {
    return of(PlanTier.PREMIUM, workers);
  }

  /**
   * Returns this plan with another number of workers.
   *
   * @throws RefusedException if that is out of its range (S2.4)
   */
  default Plan withWorkers(int workers) {
    return builder().from(this).workers(workers).build();
  }

  /** Returns the plan in a few words: {@code Premium (WINDOWS, 2 workers)}. */
  default String describe() {
    return tier() + " (" + os() + ", " + workers() + (workers() == 1 ? " worker)" : " workers)");
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Plan}. */
  final class Builder extends ImmutablePlan.Builder {
    Builder() {}
  }
}
