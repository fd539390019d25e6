package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.operation.Outcome;
import io.slots.operation.PlannedStep;
import io.slots.operation.SwapPreview;
import io.slots.operation.SwapRequest;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.StickyNames;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** S4.9, S5.1 for any settings, slot settings, content and number of instances. */
class SwapPropertyTest {
  private static final List<String> NAMES =
      List.of(
          "DB",
          "COLOR",
          "FUNCTIONS_EXTENSION_VERSION",
          "WEBSITE_HTTPLOGGING_RETENTION_DAYS",
          "WEBSITE_OVERRIDE_PRESERVE_DEFAULT_STICKY_SLOT_SETTINGS",
          "WEBSITE_OVERRIDE_STICKY_EXTENSION_VERSIONS",
          "WEBSITE_LOCAL_CACHE_OPTION",
          "AzureWebJobsSecretStorageType",
          "WEBSITE_SWAP_WARMUP_PING_PATH");

  /** An app before a swap. */
  record Start(
      int workers,
      List<Setting> production,
      List<Setting> staging,
      Set<SettingKey> sticky,
      List<String> paths,
      boolean productionIsEmpty) {
    @Override
    public String toString() {
      return workers
          + " workers, production "
          + Settings.of(production)
          + ", staging "
          + Settings.of(staging)
          + ", sticky "
          + sticky
          + ", paths "
          + paths
          + (productionIsEmpty ? ", production is empty" : "");
    }
  }

  @Property(tries = 150)
  @Label("S4.9 a swap made twice leaves everything as it was: settings, content, routes, instances")
  void twice_isIdentity(@ForAll("starts") Start start) {
    SlotsTestKit kit = shop(start);
    App before = kit.slots().apps().get(SHOP);

    assertThat(swap(kit)).isInstanceOf(Outcome.Completed.class);
    if (start.productionIsEmpty()) {
      return;
    }
    assertRunsAsStored(kit);
    assertThat(swap(kit)).isInstanceOf(Outcome.Completed.class);

    assertThat(withoutLastSwap(kit.slots().apps().get(SHOP))).isEqualTo(before);
    assertRunsAsStored(kit);
    for (Slot slot : before.slots().values()) {
      assertThat(kit.router().instancesOf(SHOP, slot.name()))
          .isEqualTo(slot.deployed().orElseThrow().instances().stream().map(Instance::id).toList());
    }
  }

  @Property(tries = 150)
  @Label("S5.1 a preview touches nothing, and the swap does exactly what it listed")
  void preview_isKept(@ForAll("starts") Start start) {
    SlotsTestKit kit = shop(start);
    var record = kit.time().await(kit.store().find(SHOP));
    SwapPreview preview = kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING));
    assertThat(preview.refusals()).isEmpty();
    assertThat(kit.calls()).isEmpty();
    assertThat(kit.time().await(kit.store().find(SHOP))).isEqualTo(record);

    Outcome outcome = swap(kit);

    assertThat(outcome.report().steps().stream().map(it -> it.step()))
        .containsExactlyElementsOf(preview.steps().stream().map(PlannedStep::step).toList());
    List<Effect> listed =
        preview.steps().stream().flatMap(step -> step.effects().stream()).toList();
    List<Effect> done = kit.calls().stream().map(RecordedCall::effect).toList();
    assertThat(byInstance(done)).isEqualTo(byInstance(listed));
    App after = kit.slots().apps().get(SHOP);
    assertThat(after.production().settings())
        .isEqualTo(preview.settings().orElseThrow().targetAfter());
    assertThat(after.slot(STAGING).settings())
        .isEqualTo(preview.settings().orElseThrow().sourceAfter());
  }

  /** Instances are worked on at once; of each, and of the app as a whole, the order counts. */
  private static Map<String, List<Effect>> byInstance(List<Effect> effects) {
    Map<String, List<Effect>> byInstance = new HashMap<>();
    for (Effect effect : effects) {
      byInstance.merge(
          effect.instanceId().map(Object::toString).orElse("the app"),
          List.of(effect),
          (some, more) -> Stream.concat(some.stream(), more.stream()).toList());
    }
    return byInstance;
  }

  private static Outcome swap(SlotsTestKit kit) {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
  }

  private static SlotsTestKit shop(Start start) {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.slots().apps().create(App.of(SHOP, Plan.premium(start.workers())));
    kit.slots().slots().create(SHOP, STAGING);
    configure(kit, PRODUCTION, start.production(), start.sticky());
    configure(kit, STAGING, start.staging(), start.sticky());
    if (!start.productionIsEmpty()) {
      kit.slots().slots().deploy(SHOP, PRODUCTION, Content.of("v1")).await();
    }
    Content content =
        Content.builder()
            .id(ContentId.of("v2"))
            .version("v2")
            .addAllWarmUpPaths(start.paths())
            .build();
    kit.slots().slots().deploy(SHOP, STAGING, content).await();
    kit.forgetCalls();
    return kit;
  }

  private static void configure(
      SlotsTestKit kit, SlotName slot, List<Setting> settings, Set<SettingKey> sticky) {
    kit.slots()
        .slots()
        .configure(
            SHOP, slot, SettingsChange.builder().addAllSet(settings).addAllMark(sticky).build());
  }

  /** What nobody has restarted runs with the settings that its slot had, which are the same. */
  private static void assertRunsAsStored(SlotsTestKit kit) {
    for (Slot slot : kit.slots().apps().get(SHOP).slots().values()) {
      slot.deployed()
          .ifPresent(
              deployed -> {
                for (Instance instance : deployed.instances()) {
                  FakePlatform.Running running =
                      kit.platform().running(instance.id()).orElseThrow();
                  assertThat(running.content()).isEqualTo(deployed.content());
                  assertThat(running.settings())
                      .isEqualTo(slot.settings().only(SwapPropertyTest::isSeen));
                }
              });
    }
  }

  private static boolean isSeen(Setting setting) {
    return setting.category() != SettingCategory.SCALE;
  }

  private static App withoutLastSwap(App app) {
    App.Builder builder = app.toBuilder();
    Map<SlotName, Slot> slots = new HashMap<>();
    app.slots()
        .forEach(
            (name, slot) -> slots.put(name, slot.toBuilder().lastSwap(Optional.empty()).build()));
    return builder.slots(slots).build();
  }

  @Provide
  Arbitrary<Start> starts() {
    Arbitrary<List<Setting>> settings = setting().list().ofMaxSize(6);
    Arbitrary<Set<SettingKey>> sticky =
        setting()
            .map(Setting::key)
            .filter(key -> StickyNames.canMark(key.category()))
            .set()
            .ofMaxSize(3);
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            settings,
            settings,
            sticky,
            Arbitraries.of("/cache", "/health", "/").list().uniqueElements().ofMaxSize(2),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))))
        .as(Start::new);
  }

  private static Arbitrary<Setting> setting() {
    Arbitrary<Setting> app =
        Arbitraries.of(NAMES).flatMap(name -> value(name).map(value -> Setting.of(name, value)));
    Arbitrary<Setting> connection =
        Arbitraries.of("x", "y")
            .map(value -> Setting.connectionString("MAIN", ConnectionType.CUSTOM, value));
    Arbitrary<Setting> other =
        Combinators.combine(
                Arbitraries.of(
                    SettingCategory.AUTHENTICATION,
                    SettingCategory.CONTINUOUS_DEPLOYMENT,
                    SettingCategory.BITNESS),
                Arbitraries.of("a", "b"))
            .as((category, value) -> Setting.of(category, "it", value));
    return Arbitraries.frequencyOf(Tuple.of(6, app), Tuple.of(1, connection), Tuple.of(2, other));
  }

  private static Arbitrary<String> value(String name) {
    return switch (name) {
      case "WEBSITE_SWAP_WARMUP_PING_PATH" -> Arbitraries.of("/ping", "/pong");
      case "WEBSITE_LOCAL_CACHE_OPTION" -> Arbitraries.of("Always", "Never");
      case "AzureWebJobsSecretStorageType" -> Arbitraries.of("files", "blob");
      default ->
          name.startsWith("WEBSITE_OVERRIDE") ? Arbitraries.of("0", "1") : Arbitraries.of("1", "2");
    };
  }
}
