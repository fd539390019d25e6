package io.slots.examples.liveswap.progress;

import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.PlannedStep;
import io.slots.operation.StepTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Prints a line for each event that matters, with the seconds since a given start. Thread-safe if
 * its printer is.
 */
public final class PlainProgress implements Progress {
  private final Instant start;
  private final Consumer<String> printer;

  /** Prints by {@code printer}; times count from {@code start}. */
  public PlainProgress(Instant start, Consumer<String> printer) {
    this.start = start;
    this.printer = printer;
  }

  @Override
  public void on(SlotsEvent event) {
    line(event).ifPresent(line -> printer.accept(time(event.at()) + "  " + line));
  }

  @Override
  public void expect(List<PlannedStep> planned) {
    // A line is printed when something has happened, and not before.
  }

  @Override
  public void close() {
    // Nothing is held.
  }

  private static Optional<String> line(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted started) {
      return Optional.of(started.description());
    }
    if (event instanceof SlotsEvent.InstanceEnded ended) {
      return Optional.of("    " + ended.instance() + (ended.ok() ? " done" : " has failed"));
    }
    if (event instanceof SlotsEvent.EffectEnded ended && !ended.ok()) {
      return Optional.of("    " + ended.effect().describe() + ": " + ended.result());
    }
    if (event instanceof SlotsEvent.StepEnded ended) {
      return Optional.of("  " + step(ended.time()));
    }
    if (event instanceof SlotsEvent.TurnedBack) {
      // Why was said already, at the effect that failed.
      return Optional.of("  turning back");
    }
    if (event instanceof SlotsEvent.OperationEnded ended) {
      return Optional.of(ending(ended.report()));
    }
    return Optional.empty();
  }

  private static String step(StepTime time) {
    return (time.direction() == Direction.BACK ? "undone: " : "")
        + time.step()
        + " ("
        + millis(time.took())
        + ")";
  }

  private static String ending(EndedOperation report) {
    return report.description() + ": " + report.ending() + " (" + millis(report.took()) + ")";
  }

  private String time(Instant at) {
    return String.format(Locale.ROOT, "%6.2f s", Duration.between(start, at).toMillis() / 1_000.0);
  }

  private static String millis(Duration took) {
    return took.toMillis() + " ms";
  }
}
