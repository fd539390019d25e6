package io.slots.examples.stage.verdict;

import java.util.ArrayList;
import java.util.List;

/** Divides the run in phases: one begins where the one before it ends. For one thread. */
public final class PhaseLog {
  private final List<Phase> ended = new ArrayList<>();
  private Phase current;

  /** Begins with a phase of that name. */
  public PhaseLog(String first, long now) {
    current = new Phase(first, false, now, now);
  }

  /** A phase without an operation begins. */
  public void quiet(String name, long now) {
    next(name, false, now);
  }

  /** A phase with an operation begins. */
  public void operation(String name, long now) {
    next(name, true, now);
  }

  /** The last phase ends. Returns all of them, in their order. */
  public List<Phase> end(long now) {
    next("", false, now);
    return List.copyOf(ended);
  }

  private void next(String name, boolean operation, long now) {
    ended.add(new Phase(current.name(), current.operation(), current.from(), now));
    current = new Phase(name, operation, now, now);
  }
}
