package io.slots.core.observe;

import com.google.common.base.Joiner;
import io.slots.app.InstanceId;
import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.StepName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What {@link Narrator} says of events, without the operation and the app. */
final class Lines {
  /** A slot of thousands may be degraded, and a line is to be read. */
  private static final int MOST_INSTANCES = 10;

  private Lines() {}

  static String of(SlotsEvent.OperationStarted started) {
    return started.description()
        + (started.resumed() ? ": taken over from an engine that is gone" : ": started");
  }

  static String of(SlotsEvent.OperationQueued queued) {
    return queued.description() + ": waits until " + queued.behind() + " has ended";
  }

  static String of(SlotsEvent.OperationPaused paused) {
    return "pauses until it is completed or cancelled"
        + paused.expiresAt().map(it -> ", cancels itself at " + time(it)).orElse("");
  }

  static String of(SlotsEvent.KeptWarm warm) {
    return warm.slot() + " is kept warm until " + time(warm.until());
  }

  static String of(SlotsEvent.StepStarted started) {
    return step(started.step(), started.direction())
        + ": begins"
        + (started.instances().isEmpty() ? "" : " on " + instances(started.instances().size()));
  }

  static String of(SlotsEvent.StepEnded ended, StepTally tally) {
    String took = Took.text(ended.time().took());
    return step(ended.time().step(), ended.time().direction())
        + ": "
        + (tally.brokenOff() ? "broken off after " + took : took)
        + counted(tally);
  }

  private static String counted(StepTally tally) {
    if (tally.instances() == 0) {
      return "";
    }
    return tally.failed() == 0
        ? ", " + instances(tally.instances())
        : ", " + tally.failed() + " of " + instances(tally.instances()) + " failed";
  }

  static String of(SlotsEvent.InstanceEnded ended) {
    return step(ended.step(), ended.direction())
        + ": "
        + ended.instance()
        + (ended.ok() ? " is done" : " has failed: " + ended.result());
  }

  static String of(SlotsEvent.EffectBegun begun) {
    return step(begun.step(), begun.direction())
        + ": "
        + begun.effect().describe()
        + (begun.attempt() == 1 ? "" : ", try " + begun.attempt());
  }

  static String of(SlotsEvent.EffectEnded ended) {
    return step(ended.step(), ended.direction())
        + ": "
        + ended.effect().describe()
        + ": "
        + (ended.ok() ? "" : "failed: ")
        + ended.result()
        + " ("
        + Took.text(ended.took())
        + ")";
  }

  static String of(SlotsEvent.Waiting waiting) {
    return step(waiting.step(), waiting.direction())
        + ": "
        + waiting.instance().map(it -> it + " waits for ").orElse("waits for ")
        + waiting.what()
        + ", looks again at "
        + time(waiting.until());
  }

  static String of(EndedOperation report) {
    return report.description()
        + ": "
        + report.ending()
        + " in "
        + Took.text(report.took())
        + report.reason().map(it -> ": " + it).orElse("")
        + (report.degraded().isEmpty()
            ? ""
            : "; degraded: " + some(report.degraded().stream().sorted().toList()))
        + report.followedBy().map(it -> "; followed by " + it).orElse("");
  }

  private static String some(List<InstanceId> ids) {
    int more = ids.size() - MOST_INSTANCES;
    return more <= 0
        ? Joiner.on(", ").join(ids)
        : Joiner.on(", ").join(ids.subList(0, MOST_INSTANCES)) + " and " + more + " more";
  }

  private static String step(StepName step, Direction direction) {
    return direction == Direction.BACK ? "undo " + step : step.toString();
  }

  private static String instances(int count) {
    return count == 1 ? "1 instance" : count + " instances";
  }

  private static Instant time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
