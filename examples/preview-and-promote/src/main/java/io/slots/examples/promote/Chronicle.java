package io.slots.examples.promote;

import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationKind;
import io.slots.operation.StepTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Tells what the engine does: a line when an operation begins, pauses, goes on, turns back, waits
 * or ends. Thread-safe if its printer is.
 */
final class Chronicle implements SlotsListener {
  private final Instant start;
  private final Consumer<String> printer;

  /** Prints by {@code printer}; times count from {@code start}. */
  Chronicle(Instant start, Consumer<String> printer) {
    this.start = start;
    this.printer = printer;
  }

  @Override
  public void on(SlotsEvent event) {
    line(event).ifPresent(line -> printer.accept(time(event.at()) + "  " + line));
  }

  private Optional<String> line(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted started) {
      // A change of routes takes a moment only; that it has ended is enough.
      return started.kind() == OperationKind.REROUTING
          ? Optional.empty()
          : Optional.of(started.description() + " (" + started.operation() + ")");
    }
    if (event instanceof SlotsEvent.OperationPaused paused) {
      return Optional.of(
          paused.operation()
              + " pauses for a decision"
              + paused.expiresAt().map(it -> ", until" + time(it)).orElse(""));
    }
    if (event instanceof SlotsEvent.OperationResumed resumed) {
      return Optional.of(resumed.operation() + " goes on: it is " + resumed.decision());
    }
    if (event instanceof SlotsEvent.OperationQueued queued) {
      return Optional.of(queued.description() + " waits behind " + queued.behind());
    }
    if (event instanceof SlotsEvent.KeptWarm kept) {
      return Optional.of(kept.slot() + " is kept warm, until" + time(kept.until()));
    }
    if (event instanceof SlotsEvent.TurnedBack back) {
      return Optional.of(back.operation() + " turns back: " + back.reason());
    }
    return event instanceof SlotsEvent.OperationEnded ended
        ? Optional.of(ending(ended.report()))
        : Optional.empty();
  }

  /** Why it turned back was told when it did. */
  private static String ending(EndedOperation report) {
    boolean turnedBack = report.steps().stream().anyMatch(it -> it.direction() == Direction.BACK);
    String steps =
        report.steps().stream().map(Chronicle::step).collect(Collectors.joining(", ", " (", ")"));
    return report.description()
        + ": "
        + report.ending()
        + (turnedBack ? "" : report.reason().map(it -> ", for " + it).orElse(""))
        + ", "
        + seconds(report.took())
        + (report.steps().isEmpty() ? "" : steps);
  }

  private static String step(StepTime time) {
    return (time.direction() == Direction.BACK ? "undone: " : "")
        + time.step()
        + " "
        + seconds(time.took());
  }

  private String time(Instant at) {
    return String.format(Locale.ROOT, "%7.2f s", Duration.between(start, at).toMillis() / 1_000.0);
  }

  private static String seconds(Duration took) {
    return String.format(Locale.ROOT, "%.2f s", took.toMillis() / 1_000.0);
  }
}
