package io.slots.operation;

import io.slots.app.InstanceId;
import java.time.Duration;
import java.time.Instant;
import org.immutables.value.Value;

/** One thing that was tried on an instance, and what came of it (S4.4). */
@Value.Immutable
public interface Attempt {
  /** The instance. */
  InstanceId instance();

  /** In which step. */
  StepName step();

  /** Whether the step was being done or undone. */
  Direction direction();

  /** What was tried: {@code GET / on shop-v2-1}. */
  String what();

  /** What came of it, in plain words: {@code 200}, {@code no answer in 90 s}. */
  String result();

  /** Whether that was good. */
  boolean ok();

  /** When it was begun. */
  Instant at();

  /** How long it took. */
  Duration took();

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link Attempt}. */
  final class Builder extends ImmutableAttempt.Builder {
    Builder() {}
  }
}
