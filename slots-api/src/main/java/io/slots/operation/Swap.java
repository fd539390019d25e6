package io.slots.operation;

import io.slots.app.Deployed;
import io.slots.app.SlotName;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** The facts of a swap: who changes places with whom, and what happens to their settings. */
@Value.Immutable
public non-sealed interface Swap extends Task {
  /** The slot whose content is promoted. */
  SlotName source();

  /** The slot that gets it. */
  SlotName target();

  /** What comes in: the source's content and instances when the swap started. */
  Deployed incoming();

  /** What goes out: the target's content and instances when the swap started, if it had any. */
  Optional<Deployed> outgoing();

  /** What happens to the settings. */
  SettingsExchange settings();

  /** How the instances are warmed up. */
  WarmUpPlan warmUp();

  /** Whether the local cache is initialized (S4.3). */
  boolean localCache();

  /** Whether function keys live in the content, so that the swap resets them (S4.10). */
  boolean resetsKeys();

  /** Whether it pauses once the source is prepared, until it is completed or cancelled (S5.2). */
  @Value.Default
  default boolean pauses() {
    return false;
  }

  /** Whether a deployment caused it (S6.1). */
  @Value.Default
  default boolean automatic() {
    return false;
  }

  /** For how long step 6 is held back (S4.9); empty if it is not. */
  Optional<Duration> keepWarm();

  /** Whether virtual network integration stays with the slots, where the policy asks (S3.2). */
  @Value.Default
  default boolean preserveVnet() {
    return true;
  }

  /**
   * Whether it takes the last swap of both slots back, while the source is kept warm and neither
   * has changed: then what left the target comes back as it left, by routing alone (S4.9).
   */
  @Value.Default
  default boolean switchesBack() {
    return false;
  }

  /** The effective settings that the source's instances have from step 1 on. */
  default Settings incomingSettings() {
    Settings during = settings().sourceEffectiveDuring();
    return switchesBack() ? incoming().settings().orElse(during) : during;
  }

  /**
   * Whether step 1 restarts the source's instances: only where the effective settings change from
   * those that they run with (S4.1).
   */
  @Value.Derived
  default boolean restartsSource() {
    return !incoming().isStartedWith(incomingSettings());
  }

  /** Whether the last step restarts the former target's instances: where their settings change. */
  @Value.Derived
  default boolean restartsFormerTarget() {
    return outgoing().isPresent()
        && !outgoing().get().isStartedWith(settings().sourceEffectiveAfter());
  }

  @Override
  default OperationKind kind() {
    return OperationKind.SWAP;
  }

  @Override
  default List<SlotName> slots() {
    return List.of(source(), target());
  }

  @Override
  default String describe() {
    return (automatic() ? "automatically swap " : "swap ") + source() + " into " + target();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Swap}. */
  final class Builder extends ImmutableSwap.Builder {
    Builder() {}
  }
}
