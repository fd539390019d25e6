package io.slots.examples.liveswap.progress;

import com.google.common.base.Strings;
import io.slots.examples.liveswap.progress.Row.State;
import io.slots.examples.stage.Glyphs;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws an {@link OperationView} as lines of text: all steps, and the instances of one at work. */
final class Frame {
  private static final int NAME = 26;
  private static final int BAR = 24;
  private static final int INSTANCES_SHOWN = 6;
  private static final int WIDTH = 110;
  private static final double ALMOST = 0.95;

  private final OperationView view;
  private final Glyphs glyphs;
  private final Instant now;

  Frame(OperationView view, Glyphs glyphs, Instant now) {
    this.view = view;
    this.glyphs = glyphs;
    this.now = now;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("  " + view.title() + view.ending().map(ending -> ": " + ending).orElse(""));
    for (StepRows rows : view.steps()) {
      lines.add(step(rows));
      if (rows.step().state() == State.RUNNING) {
        instances(rows, lines);
      }
    }
    return lines.stream().map(Frame::cut).toList();
  }

  private String step(StepRows rows) {
    Row step = rows.step();
    String line = "  " + sign(step.state()) + " " + Strings.padEnd(step.name(), NAME, ' ');
    if (step.state() == State.WAITING) {
      return line.stripTrailing();
    }
    String count =
        rows.instances().isEmpty()
            ? ""
            : rows.instancesDone() + " of " + rows.instances().size() + " instances";
    String note = step.state() == State.DONE ? count : step.note().isEmpty() ? count : step.note();
    return (line + seconds(step) + "  " + note).stripTrailing();
  }

  private void instances(StepRows rows, List<String> lines) {
    int shown = 0;
    for (Row instance : rows.instances()) {
      if (shown == INSTANCES_SHOWN) {
        lines.add("      and " + (rows.instances().size() - shown) + " more");
        return;
      }
      lines.add(
          "      "
              + Strings.padEnd(instance.name(), NAME - 4, ' ')
              + glyphs.bar(fraction(instance, view.usual(rows)), BAR)
              + " "
              + seconds(instance)
              + "  "
              + instance.note());
      shown++;
    }
  }

  private double fraction(Row row, Duration usual) {
    return switch (row.state()) {
      case WAITING -> 0;
      case RUNNING ->
          Math.min(ALMOST, (double) row.elapsed(now).toMillis() / Math.max(1, usual.toMillis()));
      case DONE, FAILED -> 1;
    };
  }

  private String sign(State state) {
    return switch (state) {
      case WAITING -> glyphs.waiting();
      case RUNNING -> glyphs.running();
      case DONE -> glyphs.done();
      case FAILED -> glyphs.failed();
    };
  }

  private String seconds(Row row) {
    return String.format(Locale.ROOT, "%6.2f s", row.elapsed(now).toMillis() / 1_000.0);
  }

  private static String cut(String line) {
    return line.length() <= WIDTH ? line : line.substring(0, WIDTH - 3) + "...";
  }
}
