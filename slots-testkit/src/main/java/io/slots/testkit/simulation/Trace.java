package io.slots.testkit.simulation;

import io.slots.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

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
    add(what::toString);
  }

  /** Asks for it only if it is kept. */
  void add(Supplier<String> what) {
    if (kept) {
      lines.add(time.now() + " " + what.get());
    }
  }

  List<String> lines() {
    return Collections.unmodifiableList(lines);
  }
}
