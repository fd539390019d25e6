package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.common.base.Throwables;
import io.slots.app.InstanceId;
import io.slots.core.observe.Narrator;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S3.7: what the engine logs and throws while everything goes wrong shows no value. */
class SecretsInLogsTest {
  private static final Path LOG =
      Path.of(System.getProperty("org.slf4j.simpleLogger.logFile", "target/engine.log"));
  private static final String SECRET = "marker-6f1c";

  @Test
  @DisplayName("S3.7 no line of the log and no exception shows a value, whatever fails")
  void everythingFails_noValueIsLoggedOrThrown() throws IOException {
    SlotsTestKit kit =
        SlotsTestKit.create(
            builder ->
                builder
                    .listener(Narrator.create())
                    .listener(
                        event -> {
                          throw new IllegalStateException("a listener fails");
                        }));
    Shop shop = new Shop(kit, 2);
    shop.stick(PRODUCTION, "DB", SECRET + "-p");
    shop.stick(STAGING, "DB", SECRET + "-s");
    shop.set(STAGING, "COLOR", SECRET + "-c");
    InstanceId bad = shop.ids(STAGING).get(0);
    kit.platform().allowOverlappingRestarts();
    List<Throwable> thrown = new ArrayList<>();

    kit.faults().on(Shop.of(Restart.class, bad)).failBefore("exit status 3");
    kit.storeFaults().failWrite(1, FaultyStore.Fault.FAIL_AFTER);
    shop.swap();
    thrown.add(catchThrowable(() -> kit.slots().slots().repair(SHOP, PRODUCTION)));
    kit.faults().clear();
    kit.faults().on(it -> it instanceof Restart).times(1).throwing("no such host");
    shop.swap();
    kit.faults().on(it -> it instanceof PublishRoutes).times(7).hang();
    shop.swap();
    kit.storeFaults().goDown();
    thrown.add(catchThrowable(shop::swap));
    kit.storeFaults().comeUp();
    assertThat(shop.begin()).isNotNull();
    thrown.add(catchThrowable(shop::swap));
    thrown.add(
        catchThrowable(
            () ->
                kit.slots()
                    .slots()
                    .configure(SHOP, STAGING, SettingsChange.set(Setting.of("DB", SECRET)))));
    kit.time().advance(Duration.ofMillis(300));
    kit.crashAndRestartEngine();
    kit.time().advance(Duration.ofHours(1));
    kit.faults()
        .on(it -> it instanceof io.slots.effect.Probe)
        .answer(new ProbeAnswer.Unreachable("connection refused"));
    shop.swap();
    kit.faults().clear();
    shop.set(STAGING, WarmUpPlan.PING_PATH, SECRET);
    shop.set(STAGING, WarmUpPlan.PING_STATUSES, SECRET);
    thrown.add(catchThrowable(shop::swap));
    thrown.add(
        catchThrowable(
            () -> kit.slots().swaps().swap(SwapRequest.of(SHOP, PRODUCTION, PRODUCTION))));

    String log = Files.readString(LOG, StandardCharsets.UTF_8);
    assertThat(log)
        .contains("reading back", "a listener failed", "taking over", "restart " + bad + " as")
        .contains("turns back: ", "undo apply settings: ", "staging into production: reverted")
        .doesNotContain(SECRET);
    assertThat(thrown)
        .doesNotContainNull()
        .allSatisfy(it -> assertThat(Throwables.getStackTraceAsString(it)).doesNotContain(SECRET));
    assertThat(kit.events().toString() + kit.slots().operations().history(SHOP, 100))
        .contains("exit status 3")
        .doesNotContain(SECRET);
  }
}
