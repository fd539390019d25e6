package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutingTable;
import io.slots.settings.Settings;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * S9.1, looked at after everything that happens: the production host leads to instances that run
 * one content, with the settings that production has with it, and that have passed the gate as they
 * are now. And nobody ends or restarts an instance that production's host leads to.
 */
final class Watch {
  private final SlotsTestKit kit;
  private final int instances;
  private final Map<String, Settings> settings;
  private final Set<String> paths;
  private int looked;

  /**
   * Watches from now on.
   *
   * @param instances how many serve production
   * @param settings what production's instances run with, by the version of their content
   * @param paths what they must have answered since they were started
   */
  Watch(SlotsTestKit kit, int instances, Map<String, Settings> settings, Set<String> paths) {
    this.kit = kit;
    this.instances = instances;
    this.settings = settings;
    this.paths = paths;
    kit.invariant(this::look);
    kit.watch(this::leaveProductionAlone);
  }

  /** How often it has looked. */
  int looked() {
    return looked;
  }

  private Route production() {
    List<RoutingTable> published = kit.router().published();
    return published.get(published.size() - 1).route(PRODUCTION).orElseThrow();
  }

  private void look() {
    looked++;
    Route route = production();
    assertThat(route.instances()).hasSize(instances);
    for (Instance instance : route.instances()) {
      FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
      assertThat(kit.platform().isDown(instance.id())).as("down: %s", instance.id()).isFalse();
      assertThat(running.instance().address()).isEqualTo(instance.address());
      assertThat(running.content().id()).isEqualTo(route.content().orElseThrow());
      assertThat(running.settings()).isEqualTo(settings.get(running.content().version()));
      assertThat(kit.platform().answeredSinceStart(instance.id()))
          .as("warm: %s", instance.id())
          .containsAll(paths);
    }
  }

  private void leaveProductionAlone(RecordedCall call) {
    if (call.effect() instanceof Restart || call.effect() instanceof Decommission) {
      List<InstanceId> serving = kit.router().instancesOf(SHOP, PRODUCTION);
      assertThat(serving).doesNotContain(call.effect().instanceId().orElseThrow());
    }
  }
}
