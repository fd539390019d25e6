package io.slots.testkit.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * The only source of chance. Each purpose has dice of its own, so that what is left out of a script
 * changes as little as possible of what is drawn for the rest.
 */
final class Dice {
  private final Random random;

  private Dice(Random random) {
    this.random = random;
  }

  /** Dice for {@code purpose}: the same for the same seed. */
  static Dice of(long seed, String purpose) {
    return new Dice(new Random(seed * 31 + purpose.hashCode()));
  }

  /** A number from 0 to {@code bound} - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Whether something of that many per cent happens. */
  boolean hit(double percent) {
    return random.nextDouble() * 100 < percent;
  }

  /** One of {@code list}. */
  <T> T oneOf(List<T> list) {
    return list.get(below(list.size()));
  }

  /** One of the constants. */
  <E extends Enum<E>> E oneOf(Class<E> type) {
    E[] all = type.getEnumConstants();
    return all[below(all.length)];
  }

  /** A duration from {@code least} to {@code most}, short ones far more often than long ones. */
  Duration between(Duration least, Duration most) {
    double exponent = random.nextDouble() * Math.log((double) most.toMillis() / least.toMillis());
    return Duration.ofMillis(Math.round(least.toMillis() * Math.exp(exponent)));
  }
}
