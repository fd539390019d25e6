package io.slots.core.observe;

import static io.slots.operation.Direction.FORWARD;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.event.SlotsEvent;
import io.slots.operation.Decision;
import io.slots.operation.Ending;
import io.slots.operation.StepName;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** S8.1: which JFR events come of which events, and when they begin and end. */
class JfrTimelineTest {
  private final Path directory;
  private final JfrOpen open = new JfrOpen();
  private final JfrTimeline timeline = new JfrTimeline(open);

  JfrTimelineTest(@TempDir Path directory) {
    this.directory = directory;
  }

  private List<RecordedEvent> record(Recording recording, SlotsEvent... events) throws IOException {
    try (recording) {
      recording.start();
      Stream.of(events).forEach(timeline::on);
      recording.stop();
      Path file = directory.resolve("events.jfr");
      recording.dump(file);
      return RecordingFile.readAllEvents(file).stream()
          .filter(it -> it.getEventType().getName().startsWith("io.slots."))
          .sorted(comparing(RecordedEvent::getEndTime))
          .toList();
    }
  }

  private List<RecordedEvent> record(SlotsEvent... events) throws IOException {
    return record(new Recording(), events);
  }

  private static String name(RecordedEvent event) {
    return event.getEventType().getName();
  }

  @Test
  @DisplayName("S8.1 an event spans from where its begin was heard to where its end was heard")
  void events_spanWhatIsBetween() throws IOException {
    List<RecordedEvent> events =
        record(
            Events.started(false),
            Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1"),
            Events.begun("a-1", 1),
            Events.turnedBack("a moment between"),
            Events.ended("a-1", true, "runs"),
            Events.stepEnded(StepName.APPLY_SETTINGS, FORWARD, 3_000),
            Events.ended(Ending.REVERTED, 4_000));

    assertThat(events)
        .extracting(JfrTimelineTest::name)
        .containsExactly(
            "io.slots.TurnBack", "io.slots.Effect", "io.slots.Step", "io.slots.Operation");
    for (int outer = 1; outer < events.size(); outer++) {
      RecordedEvent inner = events.get(outer - 1);
      assertThat(events.get(outer).getStartTime()).isBeforeOrEqualTo(inner.getStartTime());
      assertThat(events.get(outer).getEndTime()).isAfterOrEqualTo(inner.getEndTime());
      assertThat(events.get(outer).getDuration()).isPositive();
    }
    assertThat(open.size()).isZero();
  }

  @Test
  @DisplayName("S8.1 beside JFR's own times an event bears what the engine measured")
  void took_isTheEnginesTime() throws IOException {
    List<RecordedEvent> events =
        record(
            Events.started(true),
            Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1", "a-2"),
            Events.begun("a-1", 2),
            Events.ended("a-1", false, "no answer"),
            Events.instanceEnded("a-1", false, "no answer"),
            Events.turnedBack("no answer"),
            Events.stepEnded(StepName.APPLY_SETTINGS, FORWARD, 3_000),
            Events.ended(
                Events.report(Ending.REVERTED_SOURCE_DEGRADED, 4_000)
                    .reason("no answer")
                    .addDegraded(InstanceId.of("a-1"))
                    .build()));

    RecordedEvent effect = only("io.slots.Effect", events);
    assertThat(effect.getDuration("took")).isEqualTo(Duration.ofMillis(1_234));
    assertThat(effect.getString("type")).isEqualTo("Restart");
    assertThat(effect.getString("instance")).isEqualTo("a-1");
    assertThat(effect.getString("what")).isEqualTo("restart a-1 as production");
    assertThat(effect.getInt("attempt")).isEqualTo(2);
    assertThat(effect.getBoolean("ok")).isFalse();
    assertThat(effect.getString("result")).isEqualTo("no answer");
    RecordedEvent step = only("io.slots.Step", events);
    assertThat(step.getDuration("took")).isEqualTo(Duration.ofSeconds(3));
    assertThat(step.getString("step")).isEqualTo("apply settings");
    assertThat(step.getInt("instances")).isEqualTo(2);
    assertThat(step.getInt("failed")).isEqualTo(1);
    assertThat(step.getBoolean("brokenOff")).isTrue();
    RecordedEvent operation = only("io.slots.Operation", events);
    assertThat(operation.getDuration("took")).isEqualTo(Duration.ofSeconds(4));
    assertThat(operation.getString("operation")).isEqualTo("op-1");
    assertThat(operation.getString("app")).isEqualTo("shop");
    assertThat(operation.getString("kind")).isEqualTo("swap");
    assertThat(operation.getBoolean("takenOver")).isTrue();
    assertThat(operation.getString("ending")).isEqualTo("reverted, source degraded");
    assertThat(operation.getString("reason")).isEqualTo("no answer");
    assertThat(operation.getInt("degraded")).isEqualTo(1);
    assertThat(events)
        .allSatisfy(
            it -> {
              assertThat(it.getEventType().getCategoryNames()).containsExactly("Slots");
              assertThat(it.getEventType().getLabel()).isNotBlank();
              assertThat(it.getEventType().getDescription()).isNotBlank();
              assertThat(it.getStackTrace()).isNull();
            });
  }

  @Test
  @DisplayName("S8.1 S5.2 S6.2 S8.2 S4.9 pauses, queues, waits and warm slots are events")
  void otherEvents_areRecorded() throws IOException {
    List<RecordedEvent> events =
        record(
            Events.queued(),
            Events.started(false),
            Events.paused(Optional.empty()),
            Events.waiting(Optional.of(InstanceId.of("a-1")), "the next try"),
            Events.resumed(Decision.COMPLETE),
            Events.keptWarm(),
            Events.paused(Optional.empty()),
            Events.lost());

    assertThat(only("io.slots.Queue", events).getString("behind")).isEqualTo("op-0");
    assertThat(only("io.slots.Wait", events).getString("what")).isEqualTo("the next try");
    assertThat(only("io.slots.Wait", events).getString("instance")).isEqualTo("a-1");
    assertThat(only("io.slots.Wait", events).getInstant("until")).isEqualTo(Events.at(500));
    assertThat(only("io.slots.KeepWarm", events).getString("slot")).isEqualTo("staging");
    assertThat(events.stream().filter(it -> name(it).equals("io.slots.Pause")))
        .extracting(it -> it.getString("decision"))
        .containsExactly("completed", "");
    assertThat(only("io.slots.Operation", events).getString("ending")).isEqualTo("lost");
    assertThat(open.size()).isZero();
  }

  @Test
  @DisplayName(
      "S8.1 what began before the recording did is a moment, with what the engine measured")
  void begunUnrecorded_isAMoment() throws IOException {
    timeline.on(Events.started(false));
    timeline.on(Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1"));

    RecordedEvent step =
        only("io.slots.Step", record(Events.stepEnded(StepName.APPLY_SETTINGS, FORWARD, 3_000)));

    assertThat(step.getDuration()).isZero();
    assertThat(step.getDuration("took")).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("S8.1 where nobody records nothing is kept, and what is disabled is not recorded")
  void disabled_keepsNothing() throws IOException {
    SlotsEvent[] events = {
      Events.queued(),
      Events.started(false),
      Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1"),
      Events.begun("a-1", 1),
      Events.paused(Optional.empty())
    };
    Stream.of(events).forEach(timeline::on);
    assertThat(open.size()).isZero();

    Recording recording = new Recording();
    Stream.of("Queue", "Operation", "Step", "Effect", "Pause", "TurnBack")
        .forEach(name -> recording.disable("io.slots." + name));
    assertThat(record(recording, events)).isEmpty();
    assertThat(open.size()).isZero();
  }

  @Test
  @DisplayName("S8.1 effects that were missed leave nothing behind when the step ends")
  void missedEffects_areForgotten() throws IOException {
    List<RecordedEvent> events =
        record(
            Events.started(false),
            Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1"),
            Events.begun("a-1", 1),
            Events.stepEnded(StepName.APPLY_SETTINGS, FORWARD, 3_000),
            Events.ended("a-1", true, "late"),
            Events.ended(Ending.COMPLETED, 4_000));

    assertThat(only("io.slots.Effect", events).getInt("attempt")).isZero();
    assertThat(open.size()).isZero();
  }

  @Test
  @DisplayName("S3.7 no event shows a value")
  void secrets_areInNoEvent() throws IOException {
    List<RecordedEvent> events = record(Events.begun("a-1", 1), Events.ended("a-1", true, "runs"));

    assertThat(events).hasSize(1);
    assertThat(events.toString()).contains("a-1").doesNotContain(Events.SECRET);
  }

  private static RecordedEvent only(String name, List<RecordedEvent> events) {
    List<RecordedEvent> found = events.stream().filter(it -> name(it).equals(name)).toList();
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }
}
