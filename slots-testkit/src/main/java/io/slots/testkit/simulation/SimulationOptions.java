package io.slots.testkit.simulation;

import com.google.common.base.Preconditions;
import java.time.Duration;
import org.immutables.value.Value;

/** How large a simulated world is, and how rough its weather. */
@Value.Immutable
@ValueStyle
public interface SimulationOptions {
  /** How many apps there are, each with production, {@code staging} and {@code qa}; 3. */
  @Value.Default
  default int apps() {
    return 3;
  }

  /** How many engines share the store; 2. */
  @Value.Default
  default int engines() {
    return 2;
  }

  /** On how many instances each slot runs at first; 2. */
  @Value.Default
  default int workers() {
    return 2;
  }

  /** How long it goes on, in virtual time, before everything comes to rest; 30 min. */
  @Value.Default
  default Duration length() {
    return Duration.ofMinutes(30);
  }

  /** How often users ask for something, on average; every 4 s. */
  @Value.Default
  default Duration wishEvery() {
    return Duration.ofSeconds(4);
  }

  /** How often something goes wrong, on average; every 20 s. Zero: nothing does. */
  @Value.Default
  default Duration troubleEvery() {
    return Duration.ofSeconds(20);
  }

  /** How often a request comes to an app, on average; every 500 ms. Zero: none does. */
  @Value.Default
  default Duration requestEvery() {
    return Duration.ofMillis(500);
  }

  /** Everything is in its range. */
  @Value.Check
  default void check() {
    Preconditions.checkArgument(apps() > 0 && apps() <= 1_000, "apps: 1 to 1,000");
    Preconditions.checkArgument(engines() > 0 && engines() <= 20, "engines: 1 to 20");
    Preconditions.checkArgument(workers() > 0 && workers() <= 20, "workers: 1 to 20");
    Preconditions.checkArgument(
        !length().isNegative() && !length().isZero(), "length: more than zero");
    Preconditions.checkArgument(
        !wishEvery().isNegative() && !wishEvery().isZero(), "wishEvery: more than zero");
    Preconditions.checkArgument(!troubleEvery().isNegative(), "troubleEvery: zero or more");
    Preconditions.checkArgument(!requestEvery().isNegative(), "requestEvery: zero or more");
  }

  /** Returns options of the defaults above. */
  static SimulationOptions defaults() {
    return builder().build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds {@link SimulationOptions}. */
  final class Builder extends ImmutableSimulationOptions.Builder {
    Builder() {}
  }
}
