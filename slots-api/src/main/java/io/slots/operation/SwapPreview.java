package io.slots.operation;

import com.google.common.collect.ImmutableList;
import io.slots.Refusal;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.settings.SettingComparison;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.Stickiness;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a swap would do, without touching anything (S5.1). An undisturbed swap then does exactly
 * what is listed. {@code toString} is a table for people; it shows no value, and {@link #table}
 * does where it is asked to (S3.7).
 */
@Value.Immutable
public abstract class SwapPreview {
  SwapPreview() {}

  /** What was asked. */
  public abstract SwapRequest request();

  /** Every rule that would refuse the swap now; empty means that it may start. */
  public abstract List<Refusal> refusals();

  /** What may surprise (S3.6). */
  public abstract List<Warning> warnings();

  /** What happens to the settings; empty only if one of the slots does not exist. */
  public abstract Optional<SettingsExchange> settings();

  /** Every setting that the source has before or after the swap; none if a slot does not exist. */
  public abstract List<SettingComparison> sourceSettings();

  /** Every setting that the target has before or after the swap; none if a slot does not exist. */
  public abstract List<SettingComparison> targetSettings();

  /** The routes of the app now, one for each slot. */
  public abstract List<Route> routes();

  /** How the instances are warmed up; empty if the swap would be refused. */
  public abstract Optional<WarmUpPlan> warmUp();

  /** What is done, step by step; empty if the swap would be refused. */
  public abstract List<PlannedStep> steps();

  /** The limits in force. */
  public abstract Limits limits();

  /** Says whether the swap may start. */
  public boolean isAllowed() {
    return refusals().isEmpty();
  }

  /** How the source's settings differ after the swap from those before. */
  public List<SettingComparison> sourceDifferences() {
    return sourceSettings().stream().filter(SettingComparison::differs).toList();
  }

  /** How the target's settings differ after the swap from those before. */
  public List<SettingComparison> targetDifferences() {
    return targetSettings().stream().filter(SettingComparison::differs).toList();
  }

  /** The restarts to come, in the order of the steps. */
  public List<Restart> restarts() {
    return effects(Restart.class);
  }

  /** The probes to come, in the order of the steps. */
  public List<Probe> probes() {
    return effects(Probe.class);
  }

  /** What changes in the routes, in the order of the steps. */
  public List<RouteEdit> routeEdits() {
    PlannedRoutes planned = new PlannedRoutes(routes());
    ImmutableList.Builder<RouteEdit> edits = ImmutableList.builder();
    for (PlannedStep step : steps()) {
      for (Effect effect : step.effects()) {
        if (effect instanceof PublishRoutes publish) {
          edits.addAll(planned.publish(step.step(), publish.table()));
        }
      }
    }
    return edits.build();
  }

  private <T extends Effect> List<T> effects(Class<T> type) {
    return steps().stream()
        .flatMap(step -> step.effects().stream())
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  /** Returns the preview as a table for people, with or without the values of settings. */
  public String table(Values values) {
    return new PreviewTable(this, values).text();
  }

  /** Returns the preview as a table for people, without any value. */
  @Override
  public final String toString() {
    return table(Values.MASKED);
  }

  /** Returns a new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SwapPreview}. */
  public static final class Builder extends ImmutableSwapPreview.Builder {
    Builder() {}

    /**
     * Foresees what happens to the settings of both slots, which are {@code source} and {@code
     * target} now.
     */
    public Builder exchange(Stickiness stickiness, Settings source, Settings target) {
      SettingsExchange exchange = SettingsExchange.of(stickiness, source, target);
      return settings(exchange)
          .sourceSettings(SettingComparison.between(stickiness, source, exchange.sourceAfter()))
          .targetSettings(SettingComparison.between(stickiness, target, exchange.targetAfter()));
    }
  }
}
