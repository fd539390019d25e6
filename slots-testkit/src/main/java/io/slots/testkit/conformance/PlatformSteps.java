package io.slots.testkit.conformance;

import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.settings.Settings;
import io.slots.testkit.conformance.Platform.Sighting;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the tests of restarters and provisioners do again and again. */
final class PlatformSteps {
  static final String ONE = "one";

  private final Platform platform;

  PlatformSteps(Platform platform) {
    this.platform = platform;
  }

  /** An instance of the shop's staging slot runs, with that content and these settings. */
  Instance running(String id, Settings settings) {
    return platform.start(provision(SHOP, id, platform.content("v1"), settings));
  }

  static Provision provision(AppName app, String id, Content content, Settings settings) {
    return new Provision(app, STAGING, content, InstanceId.of(id), settings);
  }

  /** A restart as production's. */
  static Restart restart(AppName app, Instance instance, Content content, Settings settings) {
    return new Restart(app, SlotName.PRODUCTION, content, instance, settings);
  }

  static Decommission decommission(String id) {
    return new Decommission(SHOP, InstanceId.of(id));
  }

  Sighting seen(String id) {
    Optional<Sighting> seen = platform.look(InstanceId.of(id));
    assertThat(seen).as("instance " + id + " runs").isPresent();
    return seen.orElseThrow();
  }

  void expectSettings(String id, Settings settings) {
    Map<String, String> expected =
        settings.all().stream()
            .collect(Collectors.toMap(it -> it.name().toString(), it -> it.value()));
    assertThat(seen(id).settings())
        .as("the settings that instance " + id + " runs with")
        .isEqualTo(expected);
  }

  int count(String id) {
    return platform.count(InstanceId.of(id));
  }
}
