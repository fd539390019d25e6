package io.slots.core.loop;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.step.Seen;
import io.slots.core.step.Sighting;
import io.slots.core.time.Scheduler.Timer;
import io.slots.effect.Effect;
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

  int attemptOf(Effect effect) {
    if (!sightings.isEmpty()) {
      Sighting last = sightings.get(sightings.size() - 1);
      if (last.effect().equals(effect)) {
        return last.attempt() + 1;
      }
    }
    int attempt = 1;
    for (Sighting sighting : sightings) {
      if (sighting.effect().equals(effect)) {
        attempt++;
      }
    }
    return attempt;
  }

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
