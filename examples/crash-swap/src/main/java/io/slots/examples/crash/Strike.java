package io.slots.examples.crash;

import io.slots.operation.Ending;
import java.time.Duration;
import java.util.Optional;

/**
 * What became of a kill.
 *
 * @param manner what was done to the orchestrator
 * @param hit what it has left
 * @param ending how the operation ended; empty if none was hit
 * @param takenOver from the kill until somebody went on with it; empty too if it paused
 * @param recovery from the kill to the operation's end
 * @param sinceRestart from the orchestrator's restart to the operation's end, if it was restarted
 *     before
 */
record Strike(
    Manner manner,
    Hit hit,
    Optional<Ending> ending,
    Optional<Duration> takenOver,
    Optional<Duration> recovery,
    Optional<Duration> sinceRestart) {
  /** What is done to an orchestrator. */
  enum Manner {
    /** It is killed. */
    KILL("killed"),
    /** It stands still for longer than its lease, and then goes on. */
    STOP("stopped");

    private final String text;

    Manner(String text) {
      this.text = text;
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** Says whether the operation, if there was one, ended as it has to. */
  boolean isRight() {
    return hit.operation().isEmpty() || ending.filter(hit.right()::contains).isPresent();
  }

  /** Says whether it ended so, and that is right. */
  boolean isRight(Ending ending) {
    return isRight() && !hit.isPaused() && this.ending.filter(ending::equals).isPresent();
  }

  /** Tells the whole in one line. */
  String describe() {
    return manner
        + " at \""
        + hit.where()
        + "\""
        + hit.operation().map(it -> ": " + outcome()).orElse("")
        + recovery.map(it -> " after " + Seconds.text(it)).orElse("")
        + sinceRestart.map(it -> ", " + Seconds.text(it) + " since the restart").orElse("")
        + (isRight() ? "" : " WRONG: that was to be " + hit.right());
  }

  private String outcome() {
    String text = ending.map(Ending::toString).orElse("not ended");
    return hit.isPaused() ? "went on pausing, then " + text : text;
  }
}
