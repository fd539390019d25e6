package io.slots.testkit.property;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Restart;
import io.slots.operation.Limits;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.settings.StickyNames;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * An app of three slots and a swap that can be made of two of them: any settings, slot settings,
 * content, number of instances, shares of traffic, and any past.
 */
record AnyShop(
    int workers,
    List<List<Setting>> settings,
    Set<SettingKey> sticky,
    List<String> paths,
    List<Integer> shares,
    Pair pair,
    boolean targetIsEmpty,
    Past past,
    Limits limits) {
  static final SlotName CANARY = SlotName.of("canary");
  private static final List<SlotName> SLOTS = List.of(PRODUCTION, STAGING, CANARY);

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
          "WEBSITE_SWAP_WARMUP_PING_PATH",
          "WEBSITE_SWAP_WARMUP_PING_STATUSES");

  /** Who is swapped with whom. */
  record Pair(SlotName source, SlotName target) {}

  /** What has happened to the app before. */
  enum Past {
    /** Content was deployed. */
    DEPLOYED,
    /** Then settings were changed, which no instance has seen yet. */
    CONFIGURED_SINCE,
    /** Then the slots were swapped. */
    SWAPPED,
    /** Then the slots were swapped, and the source is kept warm. */
    KEPT_WARM,
    /** Then settings of the source that is kept warm were changed. */
    KEPT_WARM_AND_CONFIGURED,
    /** A swap was reverted, and an instance of the source did not come back. */
    DEGRADED;

    boolean canHaveEmptyTarget() {
      return this == DEPLOYED || this == CONFIGURED_SINCE;
    }
  }

  @Override
  public String toString() {
    return workers
        + " workers, settings "
        + settings.stream()
            .map(it -> Settings.of(it).all().stream().map(AnyShop::text).toList())
            .toList()
        + ", sticky "
        + sticky
        + ", paths "
        + paths
        + ", shares "
        + shares
        + ", "
        + pair
        + (targetIsEmpty ? ", target is empty" : "")
        + ", "
        + past
        + ", "
        + limits;
  }

  /** The values here are made up, and a failure that hides them helps nobody. */
  private static String text(Setting setting) {
    return setting.key() + "=" + setting.value();
  }

  SwapRequest request() {
    return request(limits);
  }

  private SwapRequest request(Limits limits) {
    return SwapRequest.builder()
        .app(SHOP)
        .source(pair.source())
        .target(pair.target())
        .limits(limits)
        .build();
  }

  /** The same app with another past. */
  AnyShop with(Past another) {
    return new AnyShop(
        workers, settings, sticky, paths, shares, pair, targetIsEmpty, another, limits);
  }

  boolean hasAuthentication() {
    return settings.stream()
        .flatMap(List::stream)
        .anyMatch(it -> it.category() == SettingCategory.AUTHENTICATION);
  }

  SlotsTestKit open() {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.slots().apps().create(App.of(SHOP, Plan.premium(workers)));
    kit.slots().slots().create(SHOP, STAGING);
    kit.slots().slots().create(SHOP, CANARY);
    for (int i = 0; i < SLOTS.size(); i++) {
      configure(
          kit,
          SLOTS.get(i),
          SettingsChange.builder().addAllSet(settings.get(i)).addAllMark(sticky).build());
    }
    for (SlotName slot : SLOTS) {
      if (!slot.equals(pair.target()) || !targetIsEmpty) {
        kit.slots().slots().deploy(SHOP, slot, content("of-" + slot)).await();
      }
    }
    kit.slots()
        .slots()
        .route(
            SHOP,
            List.of(
                TrafficShare.of(STAGING, shares.get(0)), TrafficShare.of(CANARY, shares.get(1))));
    live(kit);
    kit.forgetCalls();
    return kit;
  }

  private Content content(String version) {
    return Content.builder()
        .id(ContentId.of(version))
        .version(version)
        .addAllWarmUpPaths(paths)
        .build();
  }

  private static void configure(SlotsTestKit kit, SlotName slot, SettingsChange change) {
    kit.slots().slots().configure(SHOP, slot, change);
  }

  private void live(SlotsTestKit kit) {
    switch (past) {
      case DEPLOYED -> {}
      case CONFIGURED_SINCE -> {
        configure(kit, pair.source(), SettingsChange.set(Setting.of("DB", "since")));
        configure(kit, pair.target(), SettingsChange.set(Setting.of("LATE", "since")));
      }
      case SWAPPED -> swap(kit, limits.toBuilder().keepWarm(Optional.empty()).build());
      case KEPT_WARM -> swap(kit, keepingWarm());
      case KEPT_WARM_AND_CONFIGURED -> {
        swap(kit, keepingWarm());
        configure(kit, pair.source(), SettingsChange.set(Setting.of("LATE", "since")));
      }
      case DEGRADED -> {
        kit.faults().on(Restart.class::isInstance).times(1).failBefore("planted");
        kit.faults().on(Restart.class::isInstance).skip(workers).times(1).failBefore("planted");
        kit.slots()
            .swaps()
            .swap(request(limits.toBuilder().keepWarm(Optional.empty()).build()))
            .await();
        kit.faults().clear();
      }
    }
  }

  private Limits keepingWarm() {
    return limits.toBuilder().keepWarm(Duration.ofHours(1)).build();
  }

  private void swap(SlotsTestKit kit, Limits limits) {
    assertThat(kit.slots().swaps().swap(request(limits)).await())
        .isInstanceOf(Outcome.Completed.class);
  }

  // ---- any of them

  static Arbitrary<AnyShop> any() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            anySetting().list().ofMaxSize(6).list().ofSize(SLOTS.size()),
            anySetting()
                .map(Setting::key)
                .filter(key -> StickyNames.canMark(key.category()))
                .set()
                .ofMaxSize(3),
            Arbitraries.of("/cache", "/health", "/").list().uniqueElements().ofMaxSize(2),
            Arbitraries.of(0, 10, 25).list().ofSize(2),
            anyPair(),
            Arbitraries.frequencyOf(
                Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true))),
            anyLimits())
        .flatAs(
            (workers, settings, sticky, paths, shares, pair, targetIsEmpty, limits) ->
                Arbitraries.of(Past.class)
                    .filter(past -> !targetIsEmpty || past.canHaveEmptyTarget())
                    .map(
                        past ->
                            new AnyShop(
                                workers,
                                settings,
                                sticky,
                                paths,
                                shares,
                                pair,
                                targetIsEmpty,
                                past,
                                limits)));
  }

  private static Arbitrary<Pair> anyPair() {
    return Arbitraries.frequencyOf(
        Tuple.of(4, Arbitraries.just(new Pair(STAGING, PRODUCTION))),
        Tuple.of(1, Arbitraries.just(new Pair(PRODUCTION, STAGING))),
        Tuple.of(1, Arbitraries.just(new Pair(STAGING, CANARY))),
        Tuple.of(1, Arbitraries.just(new Pair(CANARY, PRODUCTION))));
  }

  private static Arbitrary<Limits> anyLimits() {
    return Combinators.combine(
            Arbitraries.of(1, 2, Integer.MAX_VALUE),
            Arbitraries.of(Duration.ofSeconds(1), Duration.ofHours(1)).optional(0.3))
        .as(
            (parallelism, keepWarm) ->
                Limits.builder().parallelism(parallelism).keepWarm(keepWarm).build());
  }

  private static Arbitrary<Setting> anySetting() {
    Arbitrary<Setting> app =
        Arbitraries.of(NAMES).flatMap(name -> anyValue(name).map(value -> Setting.of(name, value)));
    Arbitrary<Setting> connection =
        Arbitraries.of("x", "y")
            .map(value -> Setting.connectionString("MAIN", ConnectionType.CUSTOM, value));
    Arbitrary<Setting> other =
        Combinators.combine(
                Arbitraries.of(
                    SettingCategory.AUTHENTICATION,
                    SettingCategory.CONTINUOUS_DEPLOYMENT,
                    SettingCategory.BITNESS,
                    SettingCategory.SCALE),
                Arbitraries.of("a", "b"))
            .as((category, value) -> Setting.of(category, "it", value));
    return Arbitraries.frequencyOf(Tuple.of(6, app), Tuple.of(1, connection), Tuple.of(2, other));
  }

  private static Arbitrary<String> anyValue(String name) {
    return switch (name) {
      case "WEBSITE_SWAP_WARMUP_PING_PATH" -> Arbitraries.of("/ping", "/pong");
      case "WEBSITE_SWAP_WARMUP_PING_STATUSES" -> Arbitraries.of("200", "204,200");
      case "WEBSITE_LOCAL_CACHE_OPTION" -> Arbitraries.of("Always", "Never");
      case "AzureWebJobsSecretStorageType" -> Arbitraries.of("files", "blob");
      default ->
          name.startsWith("WEBSITE_OVERRIDE") ? Arbitraries.of("0", "1") : Arbitraries.of("1", "2");
    };
  }
}
