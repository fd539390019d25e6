package io.slots.benchmarks.peers;

import io.slots.benchmarks.floor.Platform;
import java.util.function.BiFunction;

/**
 * Who takes part.
 *
 * @param name for people
 * @param durable whether a swap survives the death of its process, with what it has stored
 * @param compensates whether a swap that fails is put back
 * @param opens opens it for so many apps
 */
record Entry(
    String name,
    boolean durable,
    boolean compensates,
    BiFunction<Platform, Integer, Contender> opens) {
  static final String FLOOR = "straight-line code (the floor)";

  boolean isFloor() {
    return name.equals(FLOOR);
  }

  boolean isOurs() {
    return name.startsWith("Slots");
  }
}
