package io.slots.testkit.fault;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.Deployment;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import io.slots.operation.Task;
import io.slots.settings.Settings;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * S9.2, S9.3 of one operation: its slots are as before, or it was carried to its end. Where
 * instances listen, and whether they came back, may differ: that is reported.
 */
final class WholeOrNothing {
  private final EndedOperation ended;
  private final Task task;
  private final App before;
  private final App after;

  WholeOrNothing(EndedOperation ended, Task task, App before, App after) {
    this.ended = ended;
    this.task = task;
    this.before = before;
    this.after = after;
  }

  /** Says what is half done, if anything is. */
  Optional<String> breach() {
    String problem = Outcome.of(ended).isDone() ? undone() : changed(ended.slots());
    return problem.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "S9.2: \""
                + ended.description()
                + "\" ("
                + ended.id()
                + ") ended: "
                + ended.ending()
                + ", but "
                + problem);
  }

  private String undone() {
    List<SlotName> slots = ended.slots();
    return switch (ended.kind()) {
      case SWAP -> unswapped(slots.get(0), slots.get(1));
      case DEPLOYMENT, RESTART -> undeployed(slots.get(0));
      case DELETION -> after.find(slots.get(0)).isPresent() ? slots.get(0) + " is there" : "";
      case SCALING -> unscaled();
      case REPAIR, SETTLING, REROUTING -> changed(slots);
      case APP_DELETION -> "the app is there";
    };
  }

  private String unswapped(SlotName source, SlotName target) {
    for (SlotName slot : List.of(source, target)) {
      SlotName other = slot.equals(source) ? target : source;
      if (!What.of(after, slot).equals(What.of(before, other))) {
        return slot + " has not what " + other + " had";
      }
      if (!sticky(after, slot).equals(sticky(before, slot))) {
        return "slot settings of " + slot + " have not stayed";
      }
    }
    return "";
  }

  private Settings sticky(App app, SlotName slot) {
    return app.slot(slot).settings().only(it -> before.stickyNames().contains(it.key()));
  }

  private String undeployed(SlotName slot) {
    Optional<Content> content = after.find(slot).flatMap(Slot::deployed).map(Deployed::content);
    boolean isThere =
        task instanceof Deployment deployment
            && content.filter(deployment.content()::equals).isPresent();
    return isThere ? "" : slot + " has " + content.map(Content::version).orElse("nothing");
  }

  private String unscaled() {
    return after.slots().values().stream()
        .filter(
            slot ->
                slot.deployed().filter(it -> it.instances().size() != after.workers()).isPresent())
        .findFirst()
        .map(it -> it.name() + " has not " + after.workers() + " instances")
        .orElse("");
  }

  private String changed(List<SlotName> slots) {
    for (SlotName slot : slots) {
      if (before.find(slot).isPresent() != after.find(slot).isPresent()) {
        return slot + " is there, or is not, as it was not before";
      }
      if (before.find(slot).isPresent()) {
        if (!What.of(after, slot).equals(What.of(before, slot))) {
          return slot + " has other content or instances than before";
        }
        if (!after.slot(slot).settings().equals(before.slot(slot).settings())) {
          return slot + " has other settings than before";
        }
      }
    }
    return "";
  }

  /** What changes places in a swap: content, and which instances run it. */
  private record What(Optional<Content> content, TreeSet<InstanceId> instances) {
    static What of(App app, SlotName slot) {
      Optional<Deployed> deployed = app.slot(slot).deployed();
      TreeSet<InstanceId> instances = new TreeSet<>();
      deployed.ifPresent(it -> it.instances().stream().map(Instance::id).forEach(instances::add));
      return new What(deployed.map(Deployed::content), instances);
    }
  }
}
