package io.slots.examples.crash.orchestrator;

import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Says what happens, in one line each: {@code started op taken-over}, {@code step op WARM_UP
 * FORWARD}, {@code paused op}, {@code lost op}, {@code ended op REVERTED}.
 */
final class Herald implements SlotsListener {
  private final PrintStream out;

  Herald(PrintStream out) {
    this.out = out;
  }

  /** An engine is up, and has taken over what it found: {@code up orchestrator-1}. */
  void up(String name) {
    say("up " + name);
  }

  @Override
  public void on(SlotsEvent event) {
    line(event).ifPresent(this::say);
  }

  private synchronized void say(String line) {
    out.println(line);
    out.flush();
  }

  private static Optional<String> line(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted started) {
      return line("started", event, started.resumed() ? "taken-over" : "new");
    }
    if (event instanceof SlotsEvent.StepStarted step) {
      return line("step", event, step.step().name() + " " + step.direction().name());
    }
    if (event instanceof SlotsEvent.OperationPaused) {
      return line("paused", event, "");
    }
    if (event instanceof SlotsEvent.OperationLost) {
      return line("lost", event, "");
    }
    if (event instanceof SlotsEvent.OperationEnded ended) {
      return line("ended", event, ended.report().ending().name());
    }
    return Optional.empty();
  }

  private static Optional<String> line(String word, SlotsEvent event, String rest) {
    return Optional.of((word + " " + event.operation() + " " + rest).strip());
  }
}
