package io.slots.server.api;

import io.slots.Refusal;
import io.slots.app.InstanceId;
import io.slots.operation.PlannedStep;
import io.slots.operation.RouteEdit;
import io.slots.operation.SwapPreview;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingComparison;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a swap would do; nothing was touched.
 *
 * @param source the source
 * @param target the target
 * @param allowed whether it may start
 * @param refusals every rule that would refuse it
 * @param warnings what may surprise
 * @param sourceSettings every setting that the source has before or after
 * @param targetSettings every setting that the target has before or after
 * @param restarts the instances that would restart, in their order
 * @param warmUpPaths what each instance would be asked in warm-up
 * @param warmUpAccepts which answers would be good
 * @param routes what would change in the routes
 * @param steps the steps, with what each does
 */
record PreviewView(
    String source,
    String target,
    boolean allowed,
    List<RefusalView> refusals,
    List<WarningView> warnings,
    List<ChangeView> sourceSettings,
    List<ChangeView> targetSettings,
    List<String> restarts,
    List<String> warmUpPaths,
    @Nullable String warmUpAccepts,
    List<RouteView> routes,
    List<StepView> steps) {
  /**
   * A rule that refuses.
   *
   * @param rule its number
   * @param problem what is wrong
   * @param accepted what would be accepted
   */
  record RefusalView(String rule, String problem, String accepted) {
    static RefusalView of(Refusal refusal) {
      return new RefusalView(refusal.rule().toString(), refusal.problem(), refusal.accepted());
    }
  }

  /**
   * Something that may surprise.
   *
   * @param rule the rule that asks for the warning
   * @param text what may surprise
   */
  record WarningView(String rule, String text) {}

  /**
   * What happens to a setting.
   *
   * @param category its category
   * @param name its name
   * @param kind whether it is added, removed, changed or the same
   * @param stays to whom it belongs: FREE moves, STICKY stays and is applied, RESIDENT only stays
   * @param before its value before; absent unless it was asked for
   * @param after its value afterwards; absent unless it was asked for
   */
  record ChangeView(
      String category,
      String name,
      SettingComparison.Kind kind,
      String stays,
      @Nullable String before,
      @Nullable String after) {
    static ChangeView of(SettingComparison it, boolean values) {
      return new ChangeView(
          it.key().category().name(),
          it.key().name().spelling(),
          it.kind(),
          it.residence().name(),
          shown(it.before(), values),
          shown(it.after(), values));
    }

    private static @Nullable String shown(Optional<Setting> setting, boolean values) {
      return values ? setting.map(Setting::value).orElse(null) : null;
    }

    /** Returns which setting it is, without a value. */
    @Override
    public String toString() {
      return category + " " + name + " " + kind;
    }
  }

  /**
   * What changes in where a host leads.
   *
   * @param step the step that does it
   * @param host the host
   * @param before the instances that serve it until then
   * @param after the instances that serve it from then on
   */
  record RouteView(String step, String host, List<String> before, List<String> after) {
    static RouteView of(RouteEdit edit) {
      return new RouteView(
          edit.step().name(),
          edit.host().value(),
          edit.before().stream().map(InstanceId::value).toList(),
          edit.after().stream().map(InstanceId::value).toList());
    }
  }

  /**
   * A step.
   *
   * @param step its name
   * @param effects what it will do, if everything answers well at once
   */
  record StepView(String step, List<String> effects) {
    static StepView of(PlannedStep step) {
      return new StepView(
          step.step().name(), step.effects().stream().map(it -> it.describe()).toList());
    }
  }

  static PreviewView of(SwapPreview preview, boolean values) {
    return new PreviewView(
        preview.request().source().spelling(),
        preview.request().target().spelling(),
        preview.isAllowed(),
        preview.refusals().stream().map(RefusalView::of).toList(),
        preview.warnings().stream()
            .map(it -> new WarningView(it.rule().toString(), it.text()))
            .toList(),
        preview.sourceSettings().stream().map(it -> ChangeView.of(it, values)).toList(),
        preview.targetSettings().stream().map(it -> ChangeView.of(it, values)).toList(),
        preview.restarts().stream()
            .flatMap(it -> it.instanceId().stream())
            .map(InstanceId::value)
            .toList(),
        preview.warmUp().map(WarmUpPlan::paths).orElse(List.of()),
        preview.warmUp().map(WarmUpPlan::accepted).orElse(null),
        preview.routeEdits().stream().map(RouteView::of).toList(),
        preview.steps().stream().map(StepView::of).toList());
  }
}
