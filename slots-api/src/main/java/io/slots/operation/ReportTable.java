package io.slots.operation;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import io.slots.app.InstanceId;
import io.slots.text.Durations;
import io.slots.text.Instants;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.util.List;

/** Draws an {@link EndedOperation} as plain text: its facts, its steps, and what was tried. */
final class ReportTable {
  private final EndedOperation report;
  private final Page page = new Page();

  ReportTable(EndedOperation report) {
    this.report = report;
  }

  String text() {
    page.section(report.description() + " of " + report.app() + ": " + report.ending());
    page.table(facts());
    if (!report.steps().isEmpty()) {
      page.section("Steps").table(steps());
    }
    if (!report.attempts().isEmpty()) {
      page.section("Attempts on instances (! has failed)").table(attempts());
    }
    return page.toString();
  }

  private TextTable facts() {
    TextTable facts = TextTable.of("", "");
    facts.row("id", report.id());
    report.requestId().ifPresent(it -> facts.row("request", it));
    facts.row("started", Instants.millis(report.startedAt()));
    facts.row("ended", Instants.millis(report.endedAt()));
    facts.row("took", Durations.rounded(report.took()));
    report.reason().ifPresent(it -> facts.row("why", it));
    if (!report.degraded().isEmpty()) {
      facts.row("degraded", HistoryTable.degraded(report));
    }
    report.followedBy().ifPresent(it -> facts.row("followed by", it));
    return facts;
  }

  private TextTable steps() {
    TextTable steps = TextTable.of("step", "began", "took");
    for (StepTime time : report.steps()) {
      steps.row(
          name(time.step(), time.direction()),
          Instants.millis(time.began()),
          Durations.rounded(time.took()));
    }
    return steps;
  }

  private TextTable attempts() {
    TextTable attempts = TextTable.of("", "instance", "step", "what", "result", "took");
    ImmutableListMultimap<InstanceId, Attempt> byInstance =
        Multimaps.index(report.attempts(), Attempt::instance);
    for (InstanceId instance : byInstance.keySet()) {
      List<Attempt> its = byInstance.get(instance);
      for (int i = 0; i < its.size(); i++) {
        Attempt attempt = its.get(i);
        attempts.row(
            attempt.ok() ? "" : "!",
            i == 0 ? instance : "",
            name(attempt.step(), attempt.direction()),
            attempt.what(),
            attempt.result(),
            Durations.rounded(attempt.took()));
      }
    }
    return attempts;
  }

  private static String name(StepName step, Direction direction) {
    return direction == Direction.BACK ? "undo: " + step : step.toString();
  }
}
