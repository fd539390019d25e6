package io.slots.core.loop;

import io.slots.OperationId;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.step.Move;
import io.slots.core.step.Seen;
import io.slots.core.step.Sighting;
import io.slots.core.time.Scheduler.Timer;
import io.slots.effect.Effect;
import io.slots.operation.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a step has seen, and waits for, of one instance, or of the app as a whole. Used by one run
 * only.
 */
final class Line {
  /** The instance; null for the app as a whole. */
  final @Nullable InstanceId id;

  @Nullable Instance instance;
  final List<Sighting> sightings = new ArrayList<>(4);
  private final List<Sighting> sightingsView = Collections.unmodifiableList(sightings);
  @Nullable Pending pending;
  @Nullable Timer pause;
  boolean ended;
  private @Nullable Waiting waiting;
  private @Nullable Waiting lookedAgain;

  /** When the step began to work on it; null until then. */
  @Nullable Instant since;

  Line(@Nullable InstanceId id, @Nullable Instance instance) {
    this.id = id;
    this.instance = instance;
  }

  Seen seen(Instant now) {
    if (since == null) {
      since = now;
    }
    return new Seen(now, since, sightingsView);
  }

  Optional<Instance> instance() {
    return Optional.ofNullable(instance);
  }

  /** Notes that it waits; returns whether that is something else than it waited for before. */
  boolean wait(Move.Pause pause, Instant now) {
    Waiting before = waiting == null ? lookedAgain : waiting;
    if (before != null && before.pause.why().equals(pause.why())) {
      waiting = new Waiting(pause, before.since);
      return false;
    }
    waiting = new Waiting(pause, now);
    return true;
  }

  /** What it waited for is looked at again: the effect that does so is what it waits for now. */
  void waitsNoMore() {
    Waiting before = waiting;
    if (before != null) {
      lookedAgain = before;
    }
    waiting = null;
  }

  Optional<Wait> waitsFor(OperationId operation, String remedy) {
    if (ended) {
      return Optional.empty();
    }
    Optional<InstanceId> on = Optional.ofNullable(id);
    Pending effect = pending;
    if (effect != null) {
      return Optional.of(
          new Wait(
              operation,
              on,
              "an answer to \"" + effect.effect.describe() + "\"",
              effect.began,
              Optional.of(effect.began.plus(effect.limit)),
              remedy));
    }
    Waiting now = waiting;
    if (now == null) {
      return Optional.empty();
    }
    String what = now.pause.why() + (sightings.isEmpty() ? "" : ": " + lastAnswer());
    Instant until = now.pause.deadline().orElse(now.pause.until());
    return Optional.of(new Wait(operation, on, what, now.since, Optional.of(until), remedy));
  }

  private String lastAnswer() {
    return sightings.get(sightings.size() - 1).answer().describe();
  }

  /** The last of its kind tells: what is tried for hours is not counted anew each time. */
  int attemptOf(Effect effect) {
    for (int i = sightings.size() - 1; i >= 0; i--) {
      if (sightings.get(i).effect().equals(effect)) {
        return sightings.get(i).attempt() + 1;
      }
    }
    return 1;
  }

  /** A wait for something other than an answer. */
  private record Waiting(Move.Pause pause, Instant since) {}

  /** An effect whose answer is awaited. */
  static final class Pending {
    final Effect effect;
    final int attempt;
    final Instant began;
    final Duration limit;
    @Nullable Timer timer;

    Pending(Effect effect, int attempt, Instant began, Duration limit) {
      this.effect = effect;
      this.attempt = attempt;
      this.began = began;
      this.limit = limit;
    }
  }
}
