package io.slots.testkit.conformance;

import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Effect;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;

/** The instances of a {@link FakePlatform}, some of which start badly. */
final class FakeInstances implements Platform {
  private final Content stuck = Content.of("stuck");
  private final Content broken = Content.of("broken");
  private final SlotsTestKit kit;

  FakeInstances(SlotsTestKit kit) {
    this.kit = kit;
    kit.faults().on(effect -> starts(effect, stuck)).take(Duration.ofDays(365));
    kit.faults().on(effect -> starts(effect, broken)).fail("it has died");
    // The engine gave up on a call, and calls again.
    kit.platform().allowOverlappingRestarts();
  }

  private static boolean starts(Effect effect, Content content) {
    return effect instanceof Restart restart && restart.content().equals(content)
        || effect instanceof Provision provision && provision.content().equals(content);
  }

  @Override
  public Content content(String version) {
    return Content.of(version);
  }

  @Override
  public Content stuckContent() {
    return stuck;
  }

  @Override
  public Content brokenContent() {
    return broken;
  }

  @Override
  public Instance start(Provision provision) {
    return kit.time().await(kit.platform().provision(provision, Fixtures.call(1)));
  }

  @Override
  public Optional<Sighting> look(InstanceId id) {
    return kit.platform().isDown(id)
        ? Optional.empty()
        : kit.platform().running(id).map(FakeInstances::sighting);
  }

  private static Sighting sighting(FakePlatform.Running running) {
    return new Sighting(
        running.instance().address(),
        running.slot(),
        running.content().id(),
        running.settings().all().stream()
            .collect(Collectors.toMap(it -> it.name().toString(), it -> it.value())),
        String.valueOf(running.restarts()));
  }

  @Override
  public int count(InstanceId id) {
    return kit.platform().running(id).isPresent() || kit.platform().isDown(id) ? 1 : 0;
  }
}
