package io.slots.testkit.engine;

import io.slots.core.observe.JfrRecorder;
import io.slots.core.observe.Narrator;
import io.slots.testkit.SlotsTestKit;

/** A program that swaps in a runtime that may have no JFR, and tells whether it can record. */
final class WithoutJfr {
  private WithoutJfr() {}

  /** Swaps, says how that ended, and tries to make a recorder. */
  public static void main(String[] args) {
    SlotsTestKit kit = SlotsTestKit.create(builder -> builder.listener(Narrator.create()));
    System.out.println("swap: " + Shop.sticky(kit, 1).swap().report().ending());
    try {
      System.out.println("recorder: " + (JfrRecorder.create() != null));
    } catch (IllegalStateException e) {
      System.out.println("no recorder: " + e.getMessage());
    }
  }
}
