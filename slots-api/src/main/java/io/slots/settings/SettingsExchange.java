package io.slots.settings;

import org.immutables.value.Value;

/**
 * What a swap does with the settings of its two slots: the algebra of S3.4, computed once when the
 * swap starts.
 *
 * <p>With N the sticky names, each slot X's settings split in sticky(X) and free(X):
 *
 * <table>
 * <caption>Settings at each moment of a swap</caption>
 * <tr><th>moment</th><th>source S</th><th>target T</th></tr>
 * <tr><td>before</td><td>free(S) ∪ sticky(S)</td><td>free(T) ∪ sticky(T)</td></tr>
 * <tr><td>from step 1 to the switch</td><td>free(S) ∪ sticky(T)</td><td>unchanged</td></tr>
 * <tr><td>after the switch</td><td>free(T) ∪ sticky(S)</td><td>free(S) ∪ sticky(T)</td></tr>
 * </table>
 *
 * <p>Settings that only stay with the slot (custom domains, scale, …) take no part: no instance
 * sees them. The three {@code …Effective} are what instances get; {@code …After} what the slots
 * hold.
 */
@Value.Immutable
public interface SettingsExchange {
  /** What the source's instances have before the swap: free(S) ∪ sticky(S). */
  Settings sourceEffectiveBefore();

  /** What the source's instances get in step 1, and keep in the target: free(S) ∪ sticky(T). */
  Settings sourceEffectiveDuring();

  /** What the target's instances have before the swap: free(T) ∪ sticky(T). */
  Settings targetEffectiveBefore();

  /** What the former target's instances get in the last step: free(T) ∪ sticky(S). */
  Settings sourceEffectiveAfter();

  /** What the source slot holds after the swap, those included that no instance sees. */
  Settings sourceAfter();

  /** What the target slot holds after the swap, those included that no instance sees. */
  Settings targetAfter();

  /**
   * Whether the effective settings of the source's instances change in step 1. They can change only
   * by a sticky app setting or connection string, or by continuous-deployment or authentication
   * settings, which are the three classes of S4.1.
   */
  @Value.Derived
  default boolean changesSource() {
    return !sourceEffectiveDuring().equals(sourceEffectiveBefore());
  }

  /** Whether the effective settings of the former target's instances change in the last step. */
  @Value.Derived
  default boolean changesFormerTarget() {
    return !sourceEffectiveAfter().equals(targetEffectiveBefore());
  }

  /**
   * Computes the exchange between {@code source} and {@code target}, which hold all their settings.
   */
  static SettingsExchange of(Stickiness stickiness, Settings source, Settings target) {
    Apart ofSource = Apart.of(stickiness, source);
    Apart ofTarget = Apart.of(stickiness, target);
    Settings during = ofSource.free().with(ofTarget.sticky());
    Settings after = ofTarget.free().with(ofSource.sticky());
    return new Builder()
        .sourceEffectiveBefore(ofSource.effective())
        .sourceEffectiveDuring(during)
        .targetEffectiveBefore(ofTarget.effective())
        .sourceEffectiveAfter(after)
        .sourceAfter(after.with(ofSource.resident()))
        .targetAfter(during.with(ofTarget.resident()))
        .build();
  }

  /** Returns what the instances of a slot with {@code settings} see: all but the resident ones. */
  static Settings effective(Stickiness stickiness, Settings settings) {
    return settings.only(setting -> !stickiness.isResident(setting));
  }

  /** Returns a new builder, for who has stored one and reads it again. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SettingsExchange}. */
  final class Builder extends ImmutableSettingsExchange.Builder {
    Builder() {}
  }
}
