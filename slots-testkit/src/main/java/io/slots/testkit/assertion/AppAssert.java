package io.slots.testkit.assertion;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Assertions about an app as it is stored. No message shows a setting's value (S3.7). */
public final class AppAssert extends Evidenced<AppAssert, App> {
  AppAssert(App actual) {
    super(actual, AppAssert.class);
  }

  @Override
  String subject() {
    return "app " + actual.name();
  }

  @Override
  String evidence() {
    TextTable table = TextTable.of("slot", "content", "instances", "settings (* stay)");
    for (Slot slot : actual.slots().values()) {
      table.row(
          slot.name() + (slot.stopped() ? " (stopped)" : ""),
          version(slot.name()).orElse("(none)"),
          slot.deployed().map(AppAssert::instances).orElse(""),
          settings(slot));
    }
    return new Page().section("Slots of " + actual.name()).table(table).toString();
  }

  private static String instances(Deployed deployed) {
    return deployed.instances().stream()
        .map(it -> it.id() + (it.ready() ? "" : " (degraded)"))
        .collect(Collectors.joining(", "));
  }

  private String settings(Slot slot) {
    return slot.settings().all().stream()
        .map(Setting::key)
        .map(key -> key.name() + (actual.stickyNames().contains(key) ? "*" : ""))
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private Optional<Slot> slot(SlotName name) {
    return actual.find(name);
  }

  private Optional<String> version(SlotName name) {
    return slot(name).flatMap(Slot::deployed).map(it -> it.content().version());
  }

  /** The slot has content of that version. */
  public AppAssert runs(String version, SlotName slot) {
    return check(
        version(slot).filter(version::equals).isPresent(),
        version + " in " + slot,
        "it has " + version(slot).orElse("nothing") + " there");
  }

  /** The slot is there, and nothing is deployed to it. */
  public AppAssert isEmpty(SlotName slot) {
    return check(
        slot(slot).filter(it -> it.deployed().isEmpty()).isPresent(),
        "an empty slot " + slot,
        slot(slot).isEmpty()
            ? "there is no such slot"
            : "it has " + version(slot).orElse("nothing"));
  }

  /** It has exactly these slots, production included. */
  public AppAssert hasSlots(SlotName... slots) {
    Set<SlotName> expected = new TreeSet<>(Set.of(slots));
    Set<SlotName> found = new TreeSet<>(actual.slots().keySet());
    return check(found.equals(expected), "the slots " + expected, "it has " + found);
  }

  /** The slot has so many instances that may get requests. */
  public AppAssert hasReady(int instances, SlotName slot) {
    int found = deployed(slot).map(it -> it.readyInstances().size()).orElse(0);
    return check(found == instances, instances + " ready instances in " + slot, "it has " + found);
  }

  /** Exactly these instances of the slot are degraded. */
  public AppAssert hasDegraded(SlotName slot, InstanceId... instances) {
    Set<InstanceId> expected = new TreeSet<>(Set.of(instances));
    Set<InstanceId> found =
        deployed(slot).map(Deployed::degradedInstances).orElse(List.of()).stream()
            .map(Instance::id)
            .collect(Collectors.toCollection(TreeSet::new));
    return check(
        found.equals(expected), "degraded in " + slot + ": " + expected, "they are " + found);
  }

  private Optional<Deployed> deployed(SlotName slot) {
    return slot(slot).flatMap(Slot::deployed);
  }

  /** The slot has the app setting with that value. */
  public AppAssert hasSetting(SlotName slot, String name, String value) {
    Optional<String> found = slot(slot).flatMap(it -> it.settings().appSetting(name));
    return check(
        found.filter(value::equals).isPresent(),
        "the expected value of app setting " + name + " in " + slot,
        found.isEmpty() ? "it has no such setting" : "it has another (values are not shown)");
  }

  /** The slot has no such app setting. */
  public AppAssert hasNoSetting(SlotName slot, String name) {
    return check(
        slot(slot).filter(it -> it.settings().has(SettingKey.appSetting(name))).isEmpty(),
        "no app setting " + name + " in " + slot,
        "it has one");
  }

  /** The slot gets that share of production's requests, in per cent. */
  public AppAssert hasShare(SlotName slot, double percent) {
    return check(
        actual.traffic().contains(TrafficShare.of(slot, percent)),
        "the share " + TrafficShare.of(slot, percent),
        "its shares are " + actual.traffic());
  }

  /** No slot gets a share of production's requests. */
  public AppAssert hasNoShares() {
    return check(actual.traffic().isEmpty(), "no shares", "its shares are " + actual.traffic());
  }
}
