package io.slots.testkit.simulation;

import com.google.common.collect.Lists;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.testkit.FakePlatform.Running;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An operation that was reverted has changed nothing, one that was completed all that it promised:
 * whoever goes through the history knows which slot has which content. Sticky settings have stayed
 * (S3.1), and instances run what the app says.
 */
final class HistoryExplainsContents implements WorldRule {
  private static final Pattern DEPLOY = Pattern.compile("deploy (\\S+) to \\S+");

  @Override
  public String rule() {
    return "S9.2 the history explains the contents";
  }

  @Override
  public void atRest(Town town) {
    town.apps().forEach(app -> look(town, app));
  }

  private void look(Town town, AppName name) {
    Map<SlotName, String> expected = new HashMap<>(Town.FIRST_VERSIONS);
    Lists.reverse(town.history(name)).forEach(it -> follow(it, expected));
    App app = town.app(name);
    for (Slot slot : app.slots().values()) {
      String version = slot.deployed().map(it -> it.content().version()).orElse("nothing");
      if (!version.equals(expected.getOrDefault(slot.name(), "nothing"))) {
        throw broken(
            town, name + ": " + slot.name() + " has " + version + ", expected was " + expected);
      }
      if (!slot.settings().appSetting(Town.DB).equals(Optional.of(slot.name().folded()))) {
        throw broken(town, name + ": the sticky setting of " + slot.name() + " has moved");
      }
      slot.deployed().ifPresent(it -> runs(town, slot, it));
    }
  }

  private static void follow(EndedOperation ended, Map<SlotName, String> contents) {
    boolean done =
        ended.ending() == Ending.COMPLETED || ended.ending() == Ending.COMPLETED_SOURCE_DEGRADED;
    if (done && ended.kind() == OperationKind.SWAP) {
      SlotName one = ended.slots().get(0);
      SlotName other = ended.slots().get(1);
      String before = contents.getOrDefault(one, "nothing");
      contents.put(one, contents.getOrDefault(other, "nothing"));
      contents.put(other, before);
    } else if (done && ended.kind() == OperationKind.DEPLOYMENT) {
      Matcher version = DEPLOY.matcher(ended.description());
      if (version.matches()) {
        contents.put(ended.slots().get(0), version.group(1));
      }
    }
  }

  private void runs(Town town, Slot slot, Deployed deployed) {
    for (Instance instance : deployed.readyInstances()) {
      Running running =
          town.kit()
              .platform()
              .running(instance.id())
              .orElseThrow(() -> broken(town, instance + " does not run"));
      if (!running.content().equals(deployed.content())) {
        throw broken(town, slot.name() + ": " + instance + " runs " + running.content());
      }
    }
  }
}
