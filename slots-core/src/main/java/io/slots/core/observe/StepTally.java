package io.slots.core.observe;

import java.util.Set;

/** How it goes with the instances of the step that an operation is in. For one thread. */
final class StepTally {
  private int instances;
  private int failed;
  private boolean brokenOff;

  void begin(Set<?> stepInstances) {
    instances = stepInstances.size();
    failed = 0;
    brokenOff = false;
  }

  void instanceFailed() {
    failed++;
  }

  void breakOff() {
    brokenOff = true;
  }

  int instances() {
    return instances;
  }

  int failed() {
    return failed;
  }

  /** Whether the operation turned back in it. */
  boolean brokenOff() {
    return brokenOff;
  }
}
