package io.slots.app;

import io.slots.NotFoundException;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.StickyNames;
import io.slots.style.CopyingStyle;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * An app: its plan, its slots, the names of its slot settings and its traffic rules. It always has
 * exactly one production slot (S1.1).
 *
 * <p>An app is a value: a change returns a new one, or refuses. What an app <em>may</em> have on
 * its plan is a {@link LimitationPolicy}'s to say and is checked by whoever stores it.
 */
@CopyingStyle
@Value.Immutable
public interface App {
  /** The app's name. */
  AppName name();

  /** The plan of the app. */
  Plan plan();

  /**
   * The domain under which the slots have their host names; {@code localhost} unless said
   * otherwise.
   */
  @Value.Default
  default HostName domain() {
    return HostName.of("localhost");
  }

  /** The names that stay with their slot, in all slots (S3.1). */
  @Value.Default
  default StickyNames stickyNames() {
    return StickyNames.none();
  }

  /** The slots, production included, by name. */
  Map<SlotName, Slot> slots();

  /** Shares of the production host's requests that go to other slots (S7.1). */
  List<TrafficShare> traffic();

  /**
   * There is a production slot, slots stand under their own name, shares add up to 100 % at most,
   * the domain leaves room for the slots' labels.
   */
  @Value.Check
  default App check() {
    if (domain().value().length() > HostName.LONGEST_DOMAIN) {
      throw new RefusedException(
          Rule.of(1, 3),
          "domain " + domain() + " leaves no room for the slots' names",
          "a domain has " + HostName.LONGEST_DOMAIN + " characters at most");
    }
    if (!slots().containsKey(SlotName.PRODUCTION)) {
      Map<SlotName, Slot> all = new TreeMap<>(slots());
      all.put(SlotName.PRODUCTION, Slot.named(SlotName.PRODUCTION));
      return toBuilder().slots(all).build();
    }
    slots()
        .forEach(
            (name, slot) -> {
              if (!slot.name().equals(name)) {
                throw new IllegalArgumentException("slot " + slot.name() + " stands under " + name);
              }
            });
    SlotRules.checkShares(this);
    return this;
  }

  /** Returns an app that has just a production slot. */
  static App of(AppName name, Plan plan) {
    return builder().name(name).plan(plan).build();
  }

  /** Says whether a traffic rule leads requests for production's host to the slot (S7.1). */
  default boolean hasShare(SlotName slot) {
    for (TrafficShare share : traffic()) {
      if (share.slot().equals(slot)) {
        return true;
      }
    }
    return false;
  }

  /** The production slot. */
  default Slot production() {
    return slot(SlotName.PRODUCTION);
  }

  /** The names of the further slots, those that can be deleted: all but production (S1.1). */
  default List<SlotName> furtherSlots() {
    return slots().keySet().stream().filter(name -> !name.isProduction()).sorted().toList();
  }

  /** The slot of that name, if there is one. */
  default Optional<Slot> find(SlotName name) {
    return Optional.ofNullable(slots().get(name));
  }

  /**
   * The slot of that name.
   *
   * @throws NotFoundException if there is none
   */
  default Slot slot(SlotName name) {
    return find(name)
        .orElseThrow(
            () ->
                new NotFoundException(
                    Rule.of(4, 8),
                    "app " + name() + " has no slot \"" + name + "\"",
                    "it has " + slotNames()));
  }

  /** The public host name of the slot of that name (S1.3). */
  default HostName host(SlotName slot) {
    return HostName.of(name(), slot, domain());
  }

  /** The plan that a slot runs on: its own, or the app's (S2.5). */
  default Plan planOf(SlotName slot) {
    return slot(slot).ownPlan().orElse(plan());
  }

  /** The settings of every slot. */
  default List<Settings> allSettings() {
    return slots().values().stream().map(Slot::settings).collect(Collectors.toList());
  }

  /** Returns the slots' names in prose: {@code production, staging}. */
  default String slotNames() {
    return slots().keySet().stream()
        .map(SlotName::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** Returns the app with {@code slot} in the place of the slot of its name, or added. */
  default App withSlot(Slot slot) {
    if (slot.equals(slots().get(slot.name()))) {
      return this;
    }
    Map<SlotName, Slot> changed = new TreeMap<>(slots());
    changed.put(slot.name(), slot);
    // A builder would copy all slots twice, and this is what changes with every step.
    return ((ImmutableApp) ImmutableApp.copyOf(this)).withSlots(changed);
  }

  /** Returns the app with the slot of that name changed. */
  default App withSlot(SlotName name, UnaryOperator<Slot> change) {
    return withSlot(change.apply(slot(name)));
  }

  /**
   * Returns the app with a new slot, if the rules let it have one.
   *
   * @throws RefusedException if there is a slot of that name, two slots would share a host name, or
   *     the slot is not empty (S1.2, S1.3, S1.4)
   * @throws io.slots.LimitExceededException if the plan allows no more (S2.3)
   */
  default App withNewSlot(Slot slot, LimitationPolicy limits) {
    SlotRules.checkNew(this, slot, limits);
    return WhatStays.compared(this, withSlot(slot));
  }

  /**
   * Returns the app with a new slot that starts with a copy of another's configuration (S1.5), if
   * the rules let it have one.
   *
   * @throws NotFoundException if there is no slot to clone
   * @throws RefusedException as the other method of this name does
   */
  default App withNewSlot(SlotName name, Cloning cloning, LimitationPolicy limits) {
    Slot slot =
        Slot.builder()
            .name(name)
            .settings(cloning.of(slot(cloning.source()).settings(), stickyNames()))
            .build();
    return withNewSlot(slot, limits);
  }

  /**
   * Returns the app without a slot, and without traffic rules for it.
   *
   * @throws RefusedException if it is production, gets a share of production's requests, or another
   *     slot is swapped into it automatically (S1.1, S1.6)
   * @throws NotFoundException if there is none
   */
  default App withoutSlot(SlotName name) {
    SlotRules.checkDeletion(this, slot(name));
    Map<SlotName, Slot> fewer = new TreeMap<>(slots());
    fewer.remove(name);
    return WhatStays.compared(
        this,
        toBuilder()
            .slots(fewer)
            .traffic(
                traffic().stream()
                    .filter(it -> !it.slot().equals(name))
                    .collect(Collectors.toList()))
            .build());
  }

  /**
   * Returns the app with a slot that is swapped automatically into {@code target}, or is not
   * (S6.1).
   *
   * @throws RefusedException if the slot is production or the target itself, or the plan does not
   *     allow it (S6.1)
   * @throws NotFoundException if one of the slots does not exist
   */
  default App withAutoSwap(SlotName name, Optional<SlotName> target, LimitationPolicy limits) {
    target.ifPresent(it -> SlotRules.checkAutoSwap(this, slot(name), slot(it), limits));
    return withSlot(
        name, it -> it.toBuilder().autoSwapTarget(target.map(to -> slot(to).name())).build());
  }

  /**
   * Returns the app with a slot moved alone to a plan of its own, or back to the app's (S2.5). The
   * number of workers stays the app's (S2.4).
   *
   * @throws RefusedException if it is production, one of the plans does not allow it (S2.5), or it
   *     is swapped automatically and the plan that it comes to does not allow that (S6.1)
   * @throws NotFoundException if there is no such slot
   */
  default App withOwnPlan(SlotName name, Optional<Plan> plan, LimitationPolicy limits) {
    plan.ifPresentOrElse(
        it -> SlotRules.checkMove(this, slot(name), it, limits),
        () -> SlotRules.checkMoveBack(this, slot(name), limits));
    return withSlot(name, it -> it.toBuilder().ownPlan(plan).build());
  }

  /** How many instances each slot has: as many as production (S2.4). */
  default int workers() {
    return plan().workers();
  }

  /**
   * Returns the app on another plan.
   *
   * @throws io.slots.LimitExceededException if the app has more slots than that plan allows (S2.3)
   * @throws RefusedException if a slot is on a plan of its own, or is swapped automatically, and
   *     that plan does not allow it (S2.5, S6.1)
   */
  default App withPlan(Plan plan, LimitationPolicy limits) {
    SlotRules.checkPlan(this, plan, limits);
    return toBuilder().plan(plan).build();
  }

  /**
   * Returns the app with {@code change} made to the settings of a slot and to the slot settings.
   * Marking a name concerns every slot (S3.1).
   */
  default App withSettings(SlotName slot, SettingsChange change) {
    App changed =
        WhatStays.compared(
            this, withSlot(slot, it -> it.withSettings(change.applyTo(it.settings()))));
    StickyNames names = change.applyTo(stickyNames());
    if (names.equals(stickyNames())) {
      return changed;
    }
    for (SlotName each : slots().keySet()) {
      changed = changed.withSlot(each, Slot::disturbed);
    }
    return changed.toBuilder().stickyNames(names).build();
  }

  /**
   * Returns the app with these traffic rules in the place of the present ones.
   *
   * @throws RefusedException if a slot has two shares, or they add up to more than 100 % (S7.1)
   * @throws NotFoundException if a slot does not exist
   */
  default App withTraffic(List<TrafficShare> shares) {
    return toBuilder().traffic(shares).build();
  }

  /** Returns a builder that starts from this app. */
  default Builder toBuilder() {
    return builder().from(this);
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds an {@link App}. A production slot is added if none is given. */
  final class Builder extends ImmutableApp.Builder {
    Builder() {}
  }
}
