package io.slots.operation;

import io.slots.Refusal;
import io.slots.settings.Settings;
import io.slots.settings.SettingsDifference;
import io.slots.settings.SettingsExchange;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What a swap would do, without touching anything (S5.1). An undisturbed swap then does exactly
 * what is listed. {@code toString} is a table for people; it shows no value.
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

  /** All settings of the source now. */
  public abstract Settings sourceBefore();

  /** All settings of the target now. */
  public abstract Settings targetBefore();

  /** What is done, step by step; empty if the swap would be refused. */
  public abstract List<PlannedStep> steps();

  /** The limits in force. */
  public abstract Limits limits();

  /** Says whether the swap may start. */
  public boolean isAllowed() {
    return refusals().isEmpty();
  }

  /** How the source's settings differ after the swap from those before. */
  public List<SettingsDifference> sourceDifferences() {
    return settings()
        .map(exchange -> SettingsDifference.between(sourceBefore(), exchange.sourceAfter()))
        .orElse(List.of());
  }

  /** How the target's settings differ after the swap from those before. */
  public List<SettingsDifference> targetDifferences() {
    return settings()
        .map(exchange -> SettingsDifference.between(targetBefore(), exchange.targetAfter()))
        .orElse(List.of());
  }

  /** Returns the preview as a table for people. */
  @Override
  public final String toString() {
    return new PreviewTable(this).text();
  }

  /** Returns a new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SwapPreview}. */
  public static final class Builder extends ImmutableSwapPreview.Builder {
    Builder() {}
  }
}
