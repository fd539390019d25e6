package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static java.util.Comparator.comparing;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.core.observe.JfrRecorder;
import io.slots.core.observe.Narrator;
import io.slots.effect.Restart;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.operation.StepTime;
import io.slots.testkit.SlotsTestKit;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** S8.1: what the narrator and Flight Recorder tell of swaps of the real engine. */
class ObservedSwapTest {
  private static final Path LOG =
      Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", "target/engine.log"));
  private static final String SECRET = "marker-77aa";

  /** What {@code logger} has written since the log was so long. */
  private static List<String> lines(String logger, long length) throws IOException {
    try (InputStream log = Files.newInputStream(LOG)) {
      log.skipNBytes(length);
      return new String(log.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains(" " + logger + " - "))
          .filter(line -> line.contains(" INFO ") || line.contains(" WARN "))
          .map(line -> line.substring(line.indexOf(" - ") + 3))
          .toList();
    }
  }

  /** A kit whose swaps are told to a logger of their own. */
  private static SlotsTestKit narrated(String logger) {
    return SlotsTestKit.create(
        builder -> builder.listener(Narrator.to(LoggerFactory.getLogger(logger))));
  }

  @Test
  @DisplayName("S8.1 the narrator tells a swap in a line for each step")
  void narrator_tellsASwap() throws IOException {
    SlotsTestKit kit = narrated("story.completed");
    Shop shop = Shop.sticky(kit, 2);
    kit.time().settle();
    long before = Files.size(LOG);

    EndedOperation report = shop.swap().report();
    kit.time().settle();

    String start = report.id() + " shop: ";
    assertThat(lines("story.completed", before))
        .containsExactly(
            start + "swap staging into production: started",
            start + "apply settings: 1.0 s, 2 instances",
            start + "await instances: 10 ms, 2 instances",
            start + "warm up: 10 ms, 2 instances",
            start + "update routing: 1 ms",
            start + "drain former target: 2 ms",
            start + "repeat for source: 1.0 s, 2 instances",
            start + "swap staging into production: completed in 2.0 s");
  }

  @Test
  @DisplayName("S8.1 and one that turns back with its reason")
  void narrator_tellsARevert() throws IOException {
    SlotsTestKit kit = narrated("story.reverted");
    Shop shop = Shop.sticky(kit, 2);
    InstanceId bad = shop.ids(STAGING).get(0);
    kit.faults().on(Shop.of(Restart.class, bad)).times(1).failBefore("exit\nstatus 3");
    kit.time().settle();
    long before = Files.size(LOG);

    EndedOperation report = shop.swap().report();
    kit.time().settle();

    String start = report.id() + " shop: ";
    String reason = report.reason().orElseThrow().replace('\n', ' ');
    assertThat(reason).contains("exit status 3");
    assertThat(lines("story.reverted", before))
        .containsExactly(
            start + "swap staging into production: started",
            start + "apply settings: " + bad + " has failed: " + reason,
            start + "turns back: " + reason,
            start + "apply settings: broken off after 1.0 s, 1 of 2 instances failed",
            start + "undo apply settings: 1.0 s, 2 instances",
            start + "swap staging into production: reverted in 2.0 s: " + reason);
  }

  @Test
  @DisplayName("S8.1 Flight Recorder has the swap, its steps and its effects")
  void jfr_recordsASwap(@TempDir Path directory) throws IOException {
    SlotsTestKit kit = SlotsTestKit.create(builder -> builder.listener(JfrRecorder.create()));
    Shop shop = Shop.sticky(kit, 2);
    kit.time().settle();
    kit.forgetCalls();

    List<RecordedEvent> events;
    Outcome outcome;
    try (Recording recording = new Recording()) {
      recording.start();
      outcome = shop.swap();
      kit.time().settle();
      events = ended(recording, directory);
    }

    EndedOperation report = outcome.report();
    RecordedEvent operation = only("io.slots.Operation", events);
    assertThat(operation.getString("operation")).isEqualTo(report.id().value());
    assertThat(operation.getString("ending")).isEqualTo("completed");
    assertThat(operation.getDuration("took")).isEqualTo(report.took());
    assertThat(named("io.slots.Step", events))
        .extracting(it -> it.getString("step"))
        .containsExactlyElementsOf(report.steps().stream().map(it -> it.step() + "").toList());
    assertThat(named("io.slots.Step", events))
        .extracting(it -> it.getDuration("took"))
        .containsExactlyElementsOf(report.steps().stream().map(StepTime::took).toList());
    assertThat(named("io.slots.Effect", events))
        .extracting(it -> it.getString("what"))
        .containsExactlyInAnyOrderElementsOf(
            kit.calls().stream().map(it -> it.effect().describe()).toList());
    assertThat(named("io.slots.Effect", events))
        .filteredOn(it -> it.getString("type").equals("Restart"))
        .hasSize(4)
        .allSatisfy(
            it -> {
              assertThat(it.getDuration("took")).isEqualTo(Duration.ofSeconds(1));
              assertThat(it.getInt("attempt")).isEqualTo(1);
              assertThat(it.getBoolean("ok")).isTrue();
            });
    assertThat(events)
        .allSatisfy(
            it -> {
              assertThat(it.getStartTime()).isAfterOrEqualTo(operation.getStartTime());
              assertThat(it.getEndTime()).isBeforeOrEqualTo(operation.getEndTime());
            });
  }

  @Test
  @DisplayName("S8.1 Flight Recorder has a revert; S3.7 no event shows a value")
  void jfr_recordsARevert(@TempDir Path directory) throws IOException {
    SlotsTestKit kit = SlotsTestKit.create(builder -> builder.listener(JfrRecorder.create()));
    Shop shop = new Shop(kit, 2);
    shop.stick(PRODUCTION, "DB", SECRET + "-p");
    shop.stick(STAGING, "DB", SECRET + "-s");
    kit.faults()
        .on(Shop.of(Restart.class, shop.ids(STAGING).get(0)))
        .times(1)
        .failBefore("exit status 3");
    kit.time().settle();

    List<RecordedEvent> events;
    try (Recording recording = new Recording()) {
      recording.start();
      shop.swap();
      kit.time().settle();
      events = ended(recording, directory);
    }

    assertThat(only("io.slots.Operation", events).getString("ending")).isEqualTo("reverted");
    assertThat(only("io.slots.TurnBack", events).getString("reason")).contains("exit status 3");
    assertThat(named("io.slots.Step", events))
        .extracting(it -> it.getBoolean("undone"))
        .containsExactly(false, true);
    assertThat(named("io.slots.Step", events))
        .extracting(it -> it.getBoolean("brokenOff"))
        .containsExactly(true, false);
    assertThat(named("io.slots.Step", events))
        .extracting(it -> it.getInt("failed"))
        .containsExactly(1, 0);
    assertThat(events.toString()).contains("exit status 3").doesNotContain(SECRET);
  }

  private static List<RecordedEvent> ended(Recording recording, Path directory) throws IOException {
    recording.stop();
    Path file = directory.resolve("swap.jfr");
    recording.dump(file);
    return RecordingFile.readAllEvents(file).stream()
        .filter(it -> it.getEventType().getName().startsWith("io.slots."))
        .sorted(comparing(RecordedEvent::getStartTime))
        .toList();
  }

  private static List<RecordedEvent> named(String name, List<RecordedEvent> events) {
    return events.stream().filter(it -> it.getEventType().getName().equals(name)).toList();
  }

  private static RecordedEvent only(String name, List<RecordedEvent> events) {
    List<RecordedEvent> found = named(name, events);
    assertThat(found).as(name).hasSize(1);
    return found.get(0);
  }
}
