package io.slots.operation;

import io.slots.effect.Effect;
import io.slots.effect.PublishRoutes;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.util.List;
import java.util.stream.Stream;

/** Draws what a swap would do, step by step, with the instances and the hosts it does it to. */
final class StepsTable {
  private static final int EFFECTS_SHOWN = 8;

  private final SwapPreview preview;
  private final PlannedRoutes routes;

  StepsTable(SwapPreview preview) {
    this.preview = preview;
    this.routes = new PlannedRoutes(preview.routes());
  }

  void addTo(Page page) {
    TextTable table = TextTable.of("step", "what is done");
    preview.steps().forEach(step -> add(step, table));
    page.section("What happens").table(table);
    page.line(
        "in all: "
            + counted(preview.restarts().size(), "restart")
            + ", "
            + counted(preview.probes().size(), "probe")
            + ", "
            + counted(preview.routeEdits().size(), "change of a route", "changes of routes"));
  }

  private void add(PlannedStep step, TextTable table) {
    List<String> lines = step.effects().stream().flatMap(it -> describe(step.step(), it)).toList();
    if (lines.isEmpty()) {
      table.row(step.step(), "nothing to do");
    }
    for (int i = 0; i < lines.size(); i++) {
      if (i == EFFECTS_SHOWN) {
        table.row("", "and " + (lines.size() - i) + " more");
        return;
      }
      table.row(i == 0 ? step.step() : "", lines.get(i));
    }
  }

  private Stream<String> describe(StepName step, Effect effect) {
    if (effect instanceof PublishRoutes publish) {
      List<RouteEdit> edits = routes.publish(step, publish.table());
      return edits.isEmpty()
          ? Stream.of("publish the routes as they are")
          : edits.stream().map(RouteEdit::describe);
    }
    return Stream.of(effect.describe());
  }

  private static String counted(int count, String one) {
    return counted(count, one, one + "s");
  }

  private static String counted(int count, String one, String several) {
    return count + " " + (count == 1 ? one : several);
  }
}
