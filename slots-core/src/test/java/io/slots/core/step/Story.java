package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Effect;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a step has seen, told effect by effect. Every effect is answered at once; time goes on only
 * where the story says so.
 */
final class Story {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final Instant since;
  private final List<Sighting> sightings = new ArrayList<>();
  private Instant now;

  private Story(Instant since) {
    this.since = since;
    this.now = since;
  }

  /** A step that has seen nothing yet. */
  static Story begins() {
    return new Story(START);
  }

  /** Then {@code effect} was done, and this came of it. */
  Story then(Effect effect, Answer answer) {
    return then(effect, Duration.ZERO, answer);
  }

  /** The same, and it took that long. */
  Story then(Effect effect, Duration took, Answer answer) {
    int attempt = 1 + (int) sightings.stream().filter(it -> it.effect().equals(effect)).count();
    Instant began = now;
    now = now.plus(took);
    sightings.add(new Sighting(effect, attempt, began, now, answer));
    return this;
  }

  /** Then time passed. */
  Story pause(Duration duration) {
    now = now.plus(duration);
    return this;
  }

  /** Then half a second passed: the pause between two tries. */
  Story pause() {
    return pause(Duration.ofMillis(500));
  }

  Instant now() {
    return now;
  }

  /** What was seen so far. */
  Seen seen() {
    return new Seen(now, since, List.copyOf(sightings));
  }

  static Answer responded(int status) {
    return new Answer.Probed(new ProbeAnswer.Responded(status));
  }

  static Answer timedOut() {
    return new Answer.Probed(new ProbeAnswer.TimedOut());
  }

  static Answer unreachable() {
    return new Answer.Probed(new ProbeAnswer.Unreachable("connection refused"));
  }

  static Answer started(Instance instance) {
    return new Answer.Started(instance);
  }

  static Answer inForce(PublishRoutes publish) {
    return new Answer.Published(new RoutesAnswer.InForce(publish.table().generation()));
  }

  static Answer refused() {
    return new Answer.Published(new RoutesAnswer.Refused("older than what is in force"));
  }

  static Answer read(RoutingTable table) {
    return new Answer.RoutesRead(Optional.of(table));
  }

  static Answer noTable() {
    return new Answer.RoutesRead(Optional.empty());
  }

  static Answer counted(InstanceId instance, int inFlight) {
    return new Answer.Counted(Map.of(instance, inFlight));
  }

  static Answer failed() {
    return new Answer.Failed("out of order");
  }

  static Answer gaveUp() {
    return new Answer.GaveUp(Duration.ofSeconds(30));
  }

  static Answer done() {
    return new Answer.Finished();
  }
}
