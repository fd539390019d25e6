package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;

import com.google.common.collect.ImmutableMap;
import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.Direction;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.Position;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import io.slots.operation.Task;
import io.slots.operation.WarmUpPlan;
import io.slots.operation.WarmUpStatuses;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.StickyNames;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Where the steps are tried: a shop whose staging has {@code v2} and whose production has {@code
 * v1}, two instances each, and the swap of the two. {@code DB} is sticky and differs, {@code COLOR}
 * is free; so the swap restarts both sides.
 */
final class SwapStage {
  static final AppName SHOP = AppName.of("shop");
  static final SlotName STAGING = SlotName.of("staging");
  static final HostName SHOP_HOST = HostName.of("shop.localhost");
  static final HostName STAGING_HOST = HostName.of("shop-staging.localhost");

  static final Content V1 = Content.of("v1");
  static final Content V2 = Content.of("v2");
  static final Instance V1_1 = Instance.of("v1-1", "http://10.0.1.1:80");
  static final Instance V1_2 = Instance.of("v1-2", "http://10.0.1.2:80");
  static final Instance V2_1 = Instance.of("v2-1", "http://10.0.2.1:80");
  static final Instance V2_2 = Instance.of("v2-2", "http://10.0.2.2:80");

  static final Setting STAGING_DB = Setting.of("DB", "staging-db");
  static final Setting PRODUCTION_DB = Setting.of("DB", "production-db");
  static final Setting BLUE = Setting.of("COLOR", "blue");
  static final Setting GREEN = Setting.of("COLOR", "green");

  private static final long TOKEN = 7;

  private SwapStage() {}

  /** The shop before the swap. */
  static App shop() {
    return shop(Settings.of(BLUE, STAGING_DB), Settings.of(GREEN, PRODUCTION_DB));
  }

  /** The shop without any setting, so that a swap restarts nothing. */
  static App plainShop() {
    return shop(Settings.none(), Settings.none());
  }

  private static App shop(Settings staging, Settings production) {
    return App.of(SHOP, Plan.standard(2)).toBuilder()
        .stickyNames(StickyNames.of(SettingKey.appSetting("DB")))
        .build()
        .withSlot(slot(STAGING, staging, V2, V2_1, V2_2))
        .withSlot(slot(PRODUCTION, production, V1, V1_1, V1_2));
  }

  private static Slot slot(
      SlotName name, Settings settings, Content content, Instance... instances) {
    return Slot.builder()
        .name(name)
        .settings(settings)
        .deployed(Deployed.of(content, List.of(instances), settings))
        .build();
  }

  /** The app with a share of production's requests going to staging. */
  static App sharing(App app) {
    return app.withTraffic(List.of(TrafficShare.of(STAGING, 10)));
  }

  /** The app with {@code changed} in the place of the instance of its id. */
  static App with(App app, Instance changed) {
    App result = app;
    for (SlotName name : app.slots().keySet()) {
      result =
          result.withSlot(
              name,
              slot ->
                  slot.withDeployed(
                      slot.deployed()
                          .map(
                              all ->
                                  all.withEach(
                                      it -> it.id().equals(changed.id()) ? changed : it))));
    }
    return result;
  }

  /** The swap of staging into production, started on {@code app} as it is. */
  static Swap swap(App app) {
    return swap(app, it -> it);
  }

  /** The same, with its facts changed. */
  static Swap swap(App app, UnaryOperator<Swap.Builder> change) {
    Slot staging = app.slot(STAGING);
    Slot production = app.production();
    SettingsExchange exchange =
        SettingsExchange.of(
            SettingsPolicy.functions2019().stickiness(app.stickyNames(), app.allSettings(), true),
            staging.settings(),
            production.settings());
    return change
        .apply(
            Swap.builder()
                .source(STAGING)
                .target(PRODUCTION)
                .incoming(staging.deployed().orElseThrow())
                .outgoing(production.deployed())
                .settings(exchange)
                .warmUp(warmUp(exchange.sourceEffectiveDuring()))
                .localCache(false)
                .resetsKeys(false))
        .build();
  }

  /** The plan to ask for {@code /} only, or as the settings say. */
  static WarmUpPlan warmUp(Setting... settings) {
    return warmUp(Settings.of(settings));
  }

  private static WarmUpPlan warmUp(Settings settings) {
    return WarmUpPlan.of(settings, V2, WarmUpStatuses.AS_SETTINGS_SAY);
  }

  /** An operation under way on {@code app}, going forward, with the limits as they are shipped. */
  static Scene scene(App app, Task task) {
    return scene(app, task, it -> it);
  }

  /** The same, with its record changed. */
  static Scene scene(App app, Task task, UnaryOperator<Operation.Builder> change) {
    Position start = Position.of(StepName.APPLY_SETTINGS, Direction.FORWARD, Story.START);
    return new Scene(
        app,
        change
            .apply(
                Operation.builder()
                    .id(OperationId.of("op-1"))
                    .app(app.name())
                    .task(task)
                    .limits(Limits.defaults())
                    .holder(EngineId.of("engine-1", "1"))
                    .fencingToken(TOKEN)
                    .startedAt(Story.START)
                    .position(start))
            .build());
  }

  /** The scene of a swap of {@code app}, which has just started. */
  static Scene swapping(App app) {
    return scene(app, swap(app));
  }

  /** The scene with its operation going back. */
  static Scene goingBack(Scene scene) {
    Position back = Position.of(StepName.APPLY_SETTINGS, Direction.BACK, Story.START);
    return new Scene(scene.app(), scene.operation().toBuilder().position(back).build());
  }

  /** The scene with other limits. */
  static Scene limited(Scene scene, UnaryOperator<Limits.Builder> change) {
    Limits limits = change.apply(scene.limits().toBuilder()).build();
    return new Scene(scene.app(), scene.operation().toBuilder().limits(limits).build());
  }

  /** What a step found out if {@code latest} came back, and nothing else. */
  static Findings found(Instance... latest) {
    return new Findings(
        List.of(latest).stream().collect(ImmutableMap.toImmutableMap(Instance::id, it -> it)),
        Set.of());
  }

  /** What a step found out if it failed on {@code failed}, and nothing else. */
  static Findings failed(Instance... failed) {
    return new Findings(Map.of(), Set.copyOf(List.of(failed).stream().map(Instance::id).toList()));
  }

  /** The instance after a restart that has moved it. */
  static Instance moved(Instance instance) {
    return Instance.of(instance.id().value(), "http://10.9.9.9:80");
  }

  static Optional<Instance> some(Instance instance) {
    return Optional.of(instance);
  }

  static Set<InstanceId> ids(Instance... instances) {
    return Set.copyOf(List.of(instances).stream().map(Instance::id).toList());
  }
}
