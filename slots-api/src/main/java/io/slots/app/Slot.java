package io.slots.app;

import io.slots.settings.Settings;
import java.time.Instant;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One slot of an app: its settings, and the content and instances that it has now. A new slot is
 * empty (S1.4).
 */
@Value.Immutable
public interface Slot {
  /** The slot's name. */
  SlotName name();

  /** The plan that the slot was moved to alone (S2.5); empty means the app's. */
  Optional<Plan> ownPlan();

  /** All settings that the slot holds. */
  @Value.Default
  default Settings settings() {
    return Settings.none();
  }

  /** What is deployed, or nothing. */
  Optional<Deployed> deployed();

  /** Whether the slot is stopped. A stopped slot serves nothing and cannot be swapped (S4.8). */
  @Value.Default
  default boolean stopped() {
    return false;
  }

  /** Into which slot a successful deployment to this one is swapped automatically (S6.1). */
  Optional<SlotName> autoSwapTarget();

  /**
   * Until when its instances are kept as they left the target of a swap, so that a rollback is a
   * routing switch alone (S4.9). Afterwards they get what the slot has for them.
   */
  Optional<Instant> keptWarmUntil();

  /** The last swap it took part in (S8.5). */
  Optional<LastSwap> lastSwap();

  /** Returns a new, empty slot. */
  static Slot named(SlotName name) {
    return builder().name(name).build();
  }

  /** Returns a builder that starts from this slot. */
  default Builder toBuilder() {
    return builder().from(this);
  }

  /** Returns this slot with other settings. */
  default Slot withSettings(Settings settings) {
    return settings.equals(settings()) ? this : toBuilder().settings(settings).build().disturbed();
  }

  /** Returns this slot as one that was changed since its last swap (S4.9). */
  default Slot disturbed() {
    return lastSwap().map(LastSwap::disturbed).equals(lastSwap())
        ? this
        : toBuilder().lastSwap(lastSwap().map(LastSwap::disturbed)).build();
  }

  /** Returns this slot with instances that are not kept warm any more. */
  default Slot notKeptWarm() {
    return keptWarmUntil().isEmpty()
        ? this
        : toBuilder().keptWarmUntil(Optional.<Instant>empty()).build();
  }

  /** Returns this slot with new content, which has nothing to do with what it had. */
  default Slot withNewContent(Deployed deployed) {
    return toBuilder().deployed(deployed).build().notKeptWarm().disturbed();
  }

  /** Returns this slot with new instances of the content that it has. */
  default Slot withNewInstances(Deployed deployed) {
    return toBuilder().deployed(deployed).build().notKeptWarm();
  }

  /** Returns this slot with other content and instances, or with none. */
  default Slot withDeployed(Optional<Deployed> deployed) {
    return deployed.equals(deployed()) ? this : toBuilder().deployed(deployed).build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Slot}. */
  final class Builder extends ImmutableSlot.Builder {
    Builder() {}
  }
}
