package io.slots.examples.liveswap.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A line of the view: a step, or an instance in a step.
 *
 * @param name of the step or the instance
 * @param state where it stands
 * @param began when it began; empty if it has not
 * @param took how long it took; empty if it has not ended
 * @param note what is to be said of it: what is tried, what failed
 */
record Row(
    String name, State state, Optional<Instant> began, Optional<Duration> took, String note) {

  enum State {
    WAITING,
    RUNNING,
    DONE,
    FAILED
  }

  static Row waiting(String name) {
    return new Row(name, State.WAITING, Optional.empty(), Optional.empty(), "");
  }

  Row running(Instant at, String note) {
    return new Row(name, State.RUNNING, Optional.of(began.orElse(at)), Optional.empty(), note);
  }

  Row ended(boolean ok, Instant at, String note) {
    Duration time = Duration.between(began.orElse(at), at);
    return new Row(name, ok ? State.DONE : State.FAILED, began, Optional.of(time), note);
  }

  Row withNote(String note) {
    return new Row(name, state, began, took, note);
  }

  /** How long it took, or takes up to now. */
  Duration elapsed(Instant now) {
    return took.orElseGet(() -> began.map(it -> Duration.between(it, now)).orElse(Duration.ZERO));
  }
}
