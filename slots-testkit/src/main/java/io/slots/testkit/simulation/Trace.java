package io.slots.testkit.simulation;

import io.slots.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What happens in a simulation, line by line. The same seed gives the same lines. */
final class Trace {
  private final VirtualTime time;
  private final boolean kept;
  private final List<String> lines = new ArrayList<>();

  /**
   * @param kept whether it is kept at all
   */
  Trace(VirtualTime time, boolean kept) {
    this.time = time;
    this.kept = kept;
  }

  void add(Object what) {
    if (kept) {
      lines.add(time.now() + " " + what);
    }
  }

  List<String> lines() {
    return Collections.unmodifiableList(lines);
  }
}
