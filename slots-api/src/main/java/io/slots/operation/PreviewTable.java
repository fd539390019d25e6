package io.slots.operation;

import io.slots.Refusal;
import io.slots.effect.Effect;
import io.slots.settings.SettingsDifference;
import java.util.ArrayList;
import java.util.List;

/** Draws a {@link SwapPreview} as plain text. */
final class PreviewTable {
  private static final int EFFECTS_SHOWN = 8;

  private final SwapPreview preview;
  private final StringBuilder text = new StringBuilder();

  PreviewTable(SwapPreview preview) {
    this.preview = preview;
  }

  String text() {
    SwapRequest request = preview.request();
    line("Swap " + request.source() + " into " + request.target() + " of " + request.app());
    preview.refusals().stream().map(Refusal::sentence).forEach(it -> line("  REFUSED  " + it));
    differences(request.target() + " (target)", preview.targetDifferences());
    differences(request.source() + " (source)", preview.sourceDifferences());
    for (Warning warning : preview.warnings()) {
      line("  WARNING  " + warning.rule() + ": " + warning.text());
    }
    List<String[]> rows = new ArrayList<>();
    for (PlannedStep step : preview.steps()) {
      String name = step.step().toString();
      int shown = 0;
      for (Effect effect : step.effects()) {
        if (shown == EFFECTS_SHOWN) {
          rows.add(row("", "and " + (step.effects().size() - shown) + " more"));
          break;
        }
        rows.add(row(shown == 0 ? name : "", effect.describe()));
        shown++;
      }
      if (step.effects().isEmpty()) {
        rows.add(row(name, "nothing to do"));
      }
    }
    table("step", "what it does", rows);
    if (preview.isAllowed()) {
      Limits limits = preview.limits();
      line(
          "  Limits: restart "
              + seconds(limits.restart())
              + ", warm-up request "
              + seconds(limits.warmUpRequest())
              + ", drain "
              + seconds(limits.drain())
              + ", overall until the switch "
              + seconds(limits.overall()));
    }
    return text.toString();
  }

  private void differences(String slot, List<SettingsDifference> differences) {
    List<String[]> rows = new ArrayList<>();
    for (SettingsDifference difference : differences) {
      rows.add(
          row(
              difference.key().toString(),
              switch (difference.kind()) {
                case ADDED -> "+ comes";
                case REMOVED -> "- leaves";
                case CHANGED -> "* gets another value";
              }));
    }
    if (rows.isEmpty()) {
      rows.add(row("(no setting)", "changes"));
    }
    table("settings of " + slot, "after the swap", rows);
  }

  private void table(String first, String second, List<String[]> rows) {
    if (rows.isEmpty()) {
      return;
    }
    int width = first.length();
    for (String[] row : rows) {
      width = Math.max(width, row[0].length());
    }
    String format = "  %-" + width + "s  %s";
    line(String.format(format, first, second));
    line(String.format(format, "-".repeat(width), "-".repeat(second.length())));
    rows.forEach(row -> line(String.format(format, (Object[]) row)));
  }

  private static String[] row(String first, String second) {
    return new String[] {first, second};
  }

  private static String seconds(java.time.Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }

  private void line(String line) {
    text.append(line.stripTrailing()).append('\n');
  }
}
