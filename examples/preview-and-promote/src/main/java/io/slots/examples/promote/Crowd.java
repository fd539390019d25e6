package io.slots.examples.promote;

import io.slots.app.SlotName;
import io.slots.examples.stage.Stage;

/**
 * Visitors who came for the first time, each of whom was drawn for a slot.
 *
 * @param came how many came
 * @param led how many of them were led to the slot
 * @param moved how many were led elsewhere when they came back
 */
record Crowd(int came, int led, int moved) {
  /** How often each comes back. */
  static final int RETURNS = 3;

  /** So far, in standard deviations, a count by chance hardly ever strays. */
  private static final double STRAYS = 5;

  /** Lets visitors come, one after the other, and each come back some times. */
  static Crowd of(int number, SlotName slot, Stage stage) {
    int led = 0;
    int moved = 0;
    for (int i = 0; i < number; i++) {
      try (Visitor visitor = Visitor.of(stage)) {
        SlotName drawn = visitor.visit();
        led += drawn.equals(slot) ? 1 : 0;
        moved += stays(visitor, drawn) ? 0 : 1;
      }
    }
    return new Crowd(number, led, moved);
  }

  private static boolean stays(Visitor visitor, SlotName drawn) {
    boolean stays = true;
    for (int i = 0; i < RETURNS; i++) {
      stays &= visitor.visit().equals(drawn);
    }
    return stays;
  }

  /** Says whether chance leads so many, where the slot has this share, 0 to 1. */
  boolean isDrawnBy(double share) {
    double spread = Math.sqrt(came * share * (1 - share));
    return Math.abs(led - came * share) <= STRAYS * spread;
  }
}
