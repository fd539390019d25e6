package io.slots.testkit;

import io.slots.effect.ProbeAnswer;
import io.slots.text.Durations;
import java.time.Duration;

/** What a fake does instead of what it does by itself. */
sealed interface Fault {
  /** Whether the effect is done all the same. */
  default boolean isDone() {
    return true;
  }

  /** Says what is wrong, for people. */
  String describe();

  /** Does nothing and fails. */
  record FailBefore(String reason) implements Fault {
    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public String describe() {
      return "fails, and is not done";
    }
  }

  /** Does it and fails: the answer is lost. */
  record FailAfter(String reason) implements Fault {
    @Override
    public String describe() {
      return "is done, and fails";
    }
  }

  /** Throws from the method, having done nothing. */
  record Throw(String reason) implements Fault {
    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public String describe() {
      return "throws, and is not done";
    }
  }

  /** Does nothing and never answers. */
  record Hang() implements Fault {
    @Override
    public boolean isDone() {
      return false;
    }

    @Override
    public String describe() {
      return "hangs, and is not done";
    }
  }

  /** Does it and never answers. */
  record HangAfter() implements Fault {
    @Override
    public String describe() {
      return "is done, and hangs";
    }
  }

  /** Takes so long. */
  record Take(Duration duration) implements Fault {
    @Override
    public String describe() {
      return "takes " + Durations.exact(duration);
    }
  }

  /** It is done in its time, and answered so much later. */
  record AnswerLate(Duration by) implements Fault {
    @Override
    public String describe() {
      return "is done, and answered " + Durations.exact(by) + " late";
    }
  }

  /** It is done and answered, and once more so much later. */
  record AnswerTwice(Duration later) implements Fault {
    @Override
    public String describe() {
      return "is done and answered, and again " + Durations.exact(later) + " later";
    }
  }

  /** A probe is answered so. */
  record Answer(ProbeAnswer answer) implements Fault {
    @Override
    public String describe() {
      return "is answered otherwise";
    }
  }

  /** The engine's process dies, before it is done or right after. */
  record Crash(boolean after) implements Fault {
    @Override
    public boolean isDone() {
      return after;
    }

    @Override
    public String describe() {
      return "the engine dies " + (after ? "after" : "before") + " it";
    }
  }
}
