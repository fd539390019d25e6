package io.slots.core.observe;

import static io.slots.operation.Direction.BACK;
import static io.slots.operation.Direction.FORWARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.event.SlotsEvent;
import io.slots.operation.Decision;
import io.slots.operation.Ending;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** S8.1: the lines that the narrator writes. */
class NarratorTest {
  private static List<String> told(Level least, SlotsEvent... events) {
    RecordedLog log = new RecordedLog(least);
    Narrator narrator = Narrator.to(log);
    Stream.of(events).forEach(narrator::on);
    return log.lines();
  }

  private static List<String> told(SlotsEvent... events) {
    return told(Level.TRACE, events);
  }

  @Test
  @DisplayName("S8.1 a step is one line, with its time and the number of its instances")
  void stepEnded_tellsTimeAndInstances() {
    assertThat(
            told(
                Level.INFO,
                Events.started(false),
                Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1", "a-2"),
                Events.begun("a-1", 1),
                Events.ended("a-1", true, "runs"),
                Events.instanceEnded("a-1", true, ""),
                Events.stepEnded(StepName.APPLY_SETTINGS, FORWARD, 3_210),
                Events.stepStarted(StepName.UPDATE_ROUTING, FORWARD),
                Events.stepEnded(StepName.UPDATE_ROUTING, FORWARD, 45),
                Events.ended(Ending.COMPLETED, 125_000)))
        .containsExactly(
            "INFO op-1 shop: swap staging into production: started",
            "INFO op-1 shop: apply settings: 3.2 s, 2 instances",
            "INFO op-1 shop: update routing: 45 ms",
            "INFO op-1 shop: swap staging into production: completed in 2 min 5 s");
  }

  @Test
  @DisplayName("S8.1 turning back is a warning with its reason, and what is undone is said to be")
  void turnedBack_isAWarning() {
    assertThat(
            told(
                Level.INFO,
                Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1", "a-2"),
                Events.instanceEnded("a-1", false, "status 3"),
                Events.turnedBack("status 3"),
                Events.stepEnded(StepName.APPLY_SETTINGS, FORWARD, 900),
                Events.stepStarted(StepName.APPLY_SETTINGS, BACK, "a-1"),
                Events.stepEnded(StepName.APPLY_SETTINGS, BACK, 4_000_000),
                Events.ended(Events.report(Ending.REVERTED, 4_000_900).reason("status 3").build())))
        .containsExactly(
            "WARN op-1 shop: apply settings: a-1 has failed: status 3",
            "WARN op-1 shop: turns back: status 3",
            "INFO op-1 shop: apply settings: broken off after 900 ms, 1 of 2 instances failed",
            "INFO op-1 shop: undo apply settings: 1 h 6 min, 1 instance",
            "WARN op-1 shop: swap staging into production: reverted in 1 h 6 min: status 3");
  }

  @Test
  @DisplayName("S8.1 an end that is less than complete is a warning, with the degraded instances")
  void degraded_isAWarning() {
    List<InstanceId> many =
        IntStream.range(10, 22).mapToObj(number -> InstanceId.of("a-" + number)).toList();

    assertThat(
            told(
                Events.ended(
                    Events.report(Ending.COMPLETED_SOURCE_DEGRADED, 1_000)
                        .reason("no answer")
                        .addDegraded(InstanceId.of("a-2"), InstanceId.of("a-1"))
                        .build()),
                Events.ended(
                    Events.report(Ending.REVERTED_SOURCE_DEGRADED, 1_000).degraded(many).build()),
                Events.ended(Ending.REFUSED, 0)))
        .containsExactly(
            "WARN op-1 shop: swap staging into production: completed, source degraded in 1.0 s:"
                + " no answer; degraded: a-1, a-2",
            "WARN op-1 shop: swap staging into production: reverted, source degraded in 1.0 s;"
                + " degraded: a-10, a-11, a-12, a-13, a-14, a-15, a-16, a-17, a-18, a-19"
                + " and 2 more",
            "WARN op-1 shop: swap staging into production: refused in 0 ms");
  }

  @Test
  @DisplayName("S8.1 S5.2 S6.2 S4.9 take-over, pause, decision, queue and a warm slot are told")
  void otherEvents_areTold() {
    assertThat(
            told(
                Level.INFO,
                Events.queued(),
                Events.started(true),
                Events.paused(Optional.empty()),
                Events.resumed(Decision.COMPLETE),
                Events.paused(Optional.of(Events.at(60_500))),
                Events.resumed(Decision.EXPIRE),
                Events.keptWarm(),
                Events.lost()))
        .containsExactly(
            "INFO op-1 shop: deploy v3 to staging: waits until op-0 has ended",
            "INFO op-1 shop: swap staging into production: taken over from an engine that is gone",
            "INFO op-1 shop: pauses until it is completed or cancelled",
            "INFO op-1 shop: goes on: completed",
            "INFO op-1 shop: pauses until it is completed or cancelled,"
                + " cancels itself at 2026-01-01T00:01:00Z",
            "INFO op-1 shop: goes on: expired",
            "INFO op-1 shop: staging is kept warm until 2026-01-01T00:10:00Z",
            "WARN op-1 shop: not driven by this engine any more: another engine drives it now");
  }

  @Test
  @DisplayName("S8.1 S8.2 effects and waits are details")
  void details_areBelowInfo() {
    SlotsEvent[] details = {
      Events.stepStarted(StepName.APPLY_SETTINGS, FORWARD, "a-1"),
      Events.begun("a-1", 1),
      Events.ended("a-1", false, "no answer"),
      Events.begun("a-1", 2),
      Events.ended("a-1", true, "runs"),
      Events.waiting(Optional.of(InstanceId.of("a-1")), "the next try"),
      Events.waiting(Optional.empty(), "requests in flight"),
      Events.instanceEnded("a-1", true, "")
    };

    assertThat(told(Level.INFO, details)).isEmpty();
    assertThat(told(Level.DEBUG, details))
        .containsExactly(
            "DEBUG op-1 shop: apply settings: begins on 1 instance",
            "DEBUG op-1 shop: apply settings: restart a-1 as production: failed: no answer (1.2 s)",
            "DEBUG op-1 shop: apply settings: restart a-1 as production: runs (1.2 s)",
            "DEBUG op-1 shop: warm up: a-1 waits for the next try,"
                + " looks again at 2026-01-01T00:00:00Z",
            "DEBUG op-1 shop: warm up: waits for requests in flight,"
                + " looks again at 2026-01-01T00:00:00Z",
            "DEBUG op-1 shop: apply settings: a-1 is done");
    assertThat(told(Level.TRACE, details))
        .contains(
            "TRACE op-1 shop: apply settings: restart a-1 as production",
            "TRACE op-1 shop: apply settings: restart a-1 as production, try 2");
  }

  @Test
  @DisplayName("S8.1 what an SPI answers cannot break or forge a line, nor make an endless one")
  void textsOfOthers_stayInTheirLine() {
    assertThat(told(Events.turnedBack("first\r\n  INFO op-2 shop: forged\u2028\tlast\n")))
        .containsExactly("WARN op-1 shop: turns back: first   INFO op-2 shop: forged last");
    assertThat(told(Events.turnedBack("x".repeat(100_000))))
        .singleElement()
        .satisfies(line -> assertThat(line).hasSizeLessThan(1_100).endsWith("xxx…"));
  }

  @Test
  @DisplayName("S8.1 a line that is not heard is not made")
  void warnOnly_tellsOfWarningsOnly() {
    assertThat(
            told(
                Level.ERROR,
                Events.started(false),
                Events.turnedBack("status 3"),
                Events.ended(Ending.REVERTED, 0)))
        .isEmpty();
  }

  @Test
  @DisplayName("S3.7 no line shows a value, however much is told")
  void secrets_areInNoLine() {
    List<String> lines =
        told(Events.begun("a-1", 1), Events.ended("a-1", true, "runs"), Events.queued());

    assertThat(lines).hasSize(3).noneMatch(line -> line.contains(Events.SECRET));
  }
}
