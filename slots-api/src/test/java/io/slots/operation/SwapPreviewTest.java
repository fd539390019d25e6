package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.Refusal;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.effect.CountInFlight;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingComparison;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsExchange;
import io.slots.settings.SettingsPolicy;
import io.slots.settings.Stickiness;
import io.slots.settings.StickyNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SwapPreviewTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final SlotName STAGING = SlotName.of("staging");
  private static final SlotName PRODUCTION = SlotName.PRODUCTION;
  private static final Content V1 = Content.of("v1");
  private static final Content V2 = Content.of("v2");

  private static final Settings SOURCE =
      Settings.of(
          Setting.of("GREETING", "hunter2"),
          Setting.of("DATABASE", "hunter3"),
          Setting.of("NEW_FEATURE", "hunter7"),
          Setting.of("THEME", "hunter8"),
          Setting.of(SettingCategory.ALWAYS_ON, "always on", "hunter9"));
  private static final Settings TARGET =
      Settings.of(
          Setting.of("GREETING", "hunter4"),
          Setting.of("DATABASE", "hunter5"),
          Setting.connectionString("Orders", ConnectionType.SQL_AZURE, "hunter6"),
          Setting.of("THEME", "hunter8"));

  private static Stickiness stickiness(Settings source, Settings target) {
    return SettingsPolicy.functions2019()
        .stickiness(
            StickyNames.of(SettingKey.appSetting("DATABASE")), List.of(source, target), true);
  }

  private static Instance instance(Content content, int number) {
    return Instance.of(
        "shop-" + content.version() + "-" + number, "http://127.0.0.1:" + (8000 + number));
  }

  private static Deployed two(Content content) {
    return Deployed.of(content, List.of(instance(content, 1), instance(content, 2)));
  }

  private static App app(Deployed staging, Deployed production) {
    return App.of(SHOP, Plan.premium(2))
        .withNewSlot(Slot.named(STAGING), LimitationPolicy.standard())
        .withSlot(STAGING, slot -> slot.withDeployed(Optional.of(staging)))
        .withSlot(PRODUCTION, slot -> slot.withDeployed(Optional.of(production)));
  }

  private static final App BEFORE = app(two(V2), two(V1));
  private static final App AFTER = app(two(V1), two(V2));

  private static RoutingTable table(App app, long number) {
    return RoutingTable.of(app, new RoutingGeneration(3, number));
  }

  private static Effect restart(Content content, int number, SlotName slot) {
    return new Restart(SHOP, slot, content, instance(content, number), SOURCE);
  }

  private static Effect probe(Content content, int number, String path) {
    return new Probe(
        SHOP, instance(content, number), BEFORE.host(STAGING), path, Duration.ofSeconds(90));
  }

  private static SwapPreview.Builder preview(Settings source, Settings target) {
    return SwapPreview.builder()
        .request(SwapRequest.of(SHOP, STAGING))
        .exchange(stickiness(source, target), source, target)
        .routes(table(BEFORE, 16).routes())
        .limits(Limits.defaults());
  }

  private static SwapPreview allowed() {
    return preview(SOURCE, TARGET)
        .addWarnings(
            new Warning(
                Rule.of(3, 6),
                "connection string Orders is in production only: it will leave it and go to"
                    + " staging"))
        .addSteps(
            new PlannedStep(
                StepName.APPLY_SETTINGS,
                List.of(restart(V2, 1, PRODUCTION), restart(V2, 2, PRODUCTION))),
            new PlannedStep(StepName.INITIALIZE_LOCAL_CACHE, List.of()),
            new PlannedStep(
                StepName.WARM_UP,
                List.of(probe(V2, 1, "/health"), probe(V2, 2, "/health?key=hunter1"))),
            new PlannedStep(StepName.UPDATE_ROUTING, List.of(new PublishRoutes(table(AFTER, 17)))),
            new PlannedStep(
                StepName.DRAIN_FORMER_TARGET,
                List.of(
                    new PublishRoutes(table(AFTER, 18).withdrawing(STAGING)),
                    new CountInFlight(
                        SHOP, Set.of(InstanceId.of("shop-v1-1"), InstanceId.of("shop-v1-2"))))),
            new PlannedStep(
                StepName.REPEAT_FOR_SOURCE,
                List.of(
                    restart(V1, 1, STAGING),
                    restart(V1, 2, STAGING),
                    new PublishRoutes(table(AFTER, 19)))))
        .warmUp(WarmUpPlan.of(SOURCE, V2, WarmUpStatuses.AS_SETTINGS_SAY))
        .build();
  }

  @Test
  @DisplayName("S5.1 S3.7 a preview is a page that a person can read, and shows no value")
  void toString_allowed_isAPage() {
    assertThat(allowed())
        .hasToString(
            """
            Swap staging into production of shop
              WARNING  S3.6  connection string Orders is in production only: it will leave it and go to staging

            Source changes: staging
              + comes   - leaves   * changes   the others stay as they are
                 setting      type               in a swap     before    after
                 -----------  -----------------  ------------  --------  --------
              *  GREETING     app setting        moves         (secret)  (secret)
              -  NEW_FEATURE  app setting        moves         (secret)  (none)
              +  Orders       connection string  moves         (none)    (secret)
                 DATABASE     app setting        slot setting  (secret)  (secret)
                 THEME        app setting        moves         (secret)  (secret)
                 always on    Always On          stays         (secret)  (secret)

            Target changes: production
              + comes   - leaves   * changes   the others stay as they are
                 setting      type               in a swap     before    after
                 -----------  -----------------  ------------  --------  --------
              *  GREETING     app setting        moves         (secret)  (secret)
              +  NEW_FEATURE  app setting        moves         (none)    (secret)
              -  Orders       connection string  moves         (secret)  (none)
                 DATABASE     app setting        slot setting  (secret)  (secret)
                 THEME        app setting        moves         (secret)  (secret)

            What happens
              step                    what is done
              ----------------------  -------------------------------------------------------------------
              apply settings          restart shop-v2-1 as production
                                      restart shop-v2-2 as production
              initialize local cache  nothing to do
              warm up                 GET /health on shop-v2-1
                                      GET /health?… on shop-v2-2
              update routing          shop.localhost: shop-v1-1, shop-v1-2 → shop-v2-1, shop-v2-2
                                      shop-staging.localhost: shop-v2-1, shop-v2-2 → shop-v1-1, shop-v1-2
              drain former target     shop-staging.localhost: shop-v1-1, shop-v1-2 → no instance
                                      drain [shop-v1-1, shop-v1-2]
              repeat for source       restart shop-v1-1 as staging
                                      restart shop-v1-2 as staging
                                      shop-staging.localhost: no instance → shop-v1-1, shop-v1-2
              in all: 4 restarts, 2 probes, 4 changes of routes

            Time-outs in force
              restart of an instance     3 min 50 s
              pause between tries        500 ms
              warm-up request            1 min 30 s; without an answer, a restart after 3 and given up after 5
              accepted in warm-up        any status
              routing                    30 s, tries: 5
              drain                      30 s, counted every 50 ms
              overall, until the switch  30 min
              preview expires            never
              kept warm                  not at all
              instances at once          all
            """);
    assertThat(allowed().toString()).doesNotContain("hunter");
    assertThat(allowed().isAllowed()).isTrue();
  }

  @Test
  @DisplayName("S3.7 who asks for the values is shown them")
  void table_shown_hasTheValues() {
    assertThat(allowed().table(Values.SHOWN))
        .contains(
            """
            Source changes: staging
              + comes   - leaves   * changes   the others stay as they are
                 setting      type               in a swap     before     after
                 -----------  -----------------  ------------  ---------  ---------------------
              *  GREETING     app setting        moves         "hunter2"  "hunter4"
              -  NEW_FEATURE  app setting        moves         "hunter7"  (none)
              +  Orders       connection string  moves         (none)     "hunter6" (SQL_AZURE)
                 DATABASE     app setting        slot setting  "hunter3"  "hunter3"
                 THEME        app setting        moves         "hunter8"  "hunter8"
                 always on    Always On          stays         "hunter9"  "hunter9"

            Target changes: production
              + comes   - leaves   * changes   the others stay as they are
                 setting      type               in a swap     before                 after
                 -----------  -----------------  ------------  ---------------------  ---------
              *  GREETING     app setting        moves         "hunter4"              "hunter2"
              +  NEW_FEATURE  app setting        moves         (none)                 "hunter7"
              -  Orders       connection string  moves         "hunter6" (SQL_AZURE)  (none)
                 DATABASE     app setting        slot setting  "hunter5"              "hunter5"
                 THEME        app setting        moves         "hunter8"              "hunter8"

            What happens
            """)
        .doesNotContain("hunter1")
        .doesNotContain("(secret)");
    assertThat(allowed().table(Values.MASKED)).isEqualTo(allowed().toString());
  }

  @Test
  @DisplayName("S5.1 a preview names every rule that would refuse the swap, and plans nothing then")
  void toString_refused_tellsWhy() {
    SwapPreview refused =
        preview(Settings.none(), Settings.of(Setting.of("GREETING", "hunter2")))
            .addWarnings(new Warning(Rule.of(7, 3), "the traffic rule leads elsewhere"))
            .addRefusals(
                Refusal.of(Rule.of(4, 8), "slot \"staging\" has no content", "deploy to it first"),
                Refusal.of(Rule.of(4, 8), "slot \"staging\" is stopped", "start it"))
            .build();

    assertThat(refused)
        .hasToString(
            """
            Swap staging into production of shop would be refused
              REFUSED  S4.8  slot "staging" has no content; deploy to it first
              REFUSED  S4.8  slot "staging" is stopped; start it
              WARNING  S7.3  the traffic rule leads elsewhere

            Source changes: staging
              + comes   - leaves   * changes   the others stay as they are
                 setting   type         in a swap  before  after
                 --------  -----------  ---------  ------  --------
              +  GREETING  app setting  moves      (none)  (secret)

            Target changes: production
              + comes   - leaves   * changes   the others stay as they are
                 setting   type         in a swap  before    after
                 --------  -----------  ---------  --------  ------
              -  GREETING  app setting  moves      (secret)  (none)
            """);
    assertThat(refused.isAllowed()).isFalse();
  }

  @Test
  @DisplayName("S5.1 of a slot that does not exist, nothing is told but that")
  void toString_unknownSlot_tellsNothingElse() {
    SwapPreview unknown =
        SwapPreview.builder()
            .request(SwapRequest.of(SHOP, SlotName.of("qa")))
            .limits(Limits.defaults())
            .addRefusals(
                Refusal.of(Rule.of(4, 8), "app shop has no slot \"qa\"", "it has [production]"))
            .build();

    assertThat(unknown)
        .hasToString(
            """
            Swap qa into production of shop would be refused
              REFUSED  S4.8  app shop has no slot "qa"; it has [production]
            """);
    assertThat(unknown.sourceDifferences()).isEmpty();
    assertThat(unknown.targetDifferences()).isEmpty();
    assertThat(unknown.restarts()).isEmpty();
    assertThat(unknown.routeEdits()).isEmpty();
  }

  @Test
  @DisplayName("S5.1 many settings that stay are counted, and never hide those that change")
  void toString_manySettings_countsThoseThatStay() {
    List<Setting> many = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      many.add(Setting.of("SAME_" + i, "hunter2"));
    }
    Settings twenty = Settings.of(many);
    Settings more = twenty.with(Settings.of(Setting.of("SAME_21", "hunter2")));

    assertThat(preview(twenty, twenty).build().toString())
        .contains("Source changes: staging\n  no setting changes\n")
        .contains("SAME_20")
        .doesNotContain("others");
    assertThat(preview(more, more.with(Settings.of(Setting.of("OLD", "hunter3")))).build())
        .asString()
        .contains(
            """
            Target changes: production
              + comes   - leaves   * changes   the others stay as they are
                 setting  type         in a swap  before    after
                 -------  -----------  ---------  --------  ------
              -  OLD      app setting  moves      (secret)  (none)
              21 others stay as they are
            """)
        .doesNotContain("SAME_");
    assertThat(preview(more, more).build().toString())
        .contains(
            """
            Target changes: production
              no setting changes
              21 others stay as they are
            """);
    assertThat(preview(Settings.none(), Settings.none()).build().toString())
        .contains("Source changes: staging\n  there are no settings\n");
  }

  @Test
  @DisplayName("S3.1 names of any length and script stand in their column")
  void toString_longAndForeignNames_areAligned() {
    Settings source =
        Settings.of(
            Setting.of("L_" + "ong".repeat(84) + "er", "hunter2"),
            Setting.of("GRÖSSE", "hunter2"),
            Setting.of("名前", "hunter2"),
            Setting.of("🚀", "hunter2"),
            Setting.of("left\u202eright", "hunter2"));

    assertThat(preview(source, Settings.none()).build().toString())
        .contains(
            """
            Source changes: staging
              + comes   - leaves   * changes   the others stay as they are
                 setting                                                                    type         in a swap  before    after
                 -------------------------------------------------------------------------  -----------  ---------  --------  ------
              -  GRÖSSE                                                                     app setting  moves      (secret)  (none)
              -  L_ongongongongongongongongongongongongongongongongongongongongongongongon  app setting  moves      (secret)  (none)
                   gongongongongongongongongongongongongongongongongongongongongongongongo
                   ngongongongongongongongongongongongongongongongongongongongongongongong
                   ongongongongongongongongongongongongonger
              -  left\\u{202E}right                                                          app setting  moves      (secret)  (none)
              -  名前                                                                       app setting  moves      (secret)  (none)
              -  🚀                                                                         app setting  moves      (secret)  (none)
            """);
  }

  @Test
  @DisplayName("S5.1 of many instances some are shown, and the rest counted")
  void toString_manyInstances_countsTheRest() {
    List<Effect> restarts = new ArrayList<>();
    List<Instance> instances = new ArrayList<>();
    for (int i = 1; i <= 10; i++) {
      restarts.add(restart(V2, i, PRODUCTION));
      instances.add(instance(V2, i));
    }
    App after = app(two(V1), Deployed.of(V2, instances));

    assertThat(
            preview(SOURCE, TARGET)
                .addSteps(
                    new PlannedStep(StepName.APPLY_SETTINGS, restarts),
                    new PlannedStep(
                        StepName.UPDATE_ROUTING, List.of(new PublishRoutes(table(after, 17)))),
                    new PlannedStep(
                        StepName.RESET_KEYS, List.of(new PublishRoutes(table(after, 18)))))
                .build()
                .toString())
        .contains(
            """
            What happens
              step            what is done
              --------------  --------------------------------------------------------------------------------------------
              apply settings  restart shop-v2-1 as production
                              restart shop-v2-2 as production
                              restart shop-v2-3 as production
                              restart shop-v2-4 as production
                              restart shop-v2-5 as production
                              restart shop-v2-6 as production
                              restart shop-v2-7 as production
                              restart shop-v2-8 as production
                              and 2 more
              update routing  shop.localhost: shop-v1-1, shop-v1-2 → shop-v2-1, shop-v2-2, shop-v2-3, shop-v2-4 and 6 more
                              shop-staging.localhost: shop-v2-1, shop-v2-2 → shop-v1-1, shop-v1-2
              reset keys      publish the routes as they are
              in all: 10 restarts, 0 probes, 2 changes of routes
            """);
  }

  @Test
  @DisplayName("S4.11 every time-out in force is told")
  void toString_ownLimits_areTold() {
    Limits limits =
        Limits.builder()
            .restart(Duration.ofMillis(1500))
            .warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY)
            .routingTries(1)
            .drain(Duration.ofHours(25))
            .previewExpiry(Duration.ofMinutes(90))
            .keepWarm(Duration.ofDays(1))
            .parallelism(4)
            .build();

    assertThat(
            preview(SOURCE, TARGET)
                .limits(limits)
                .warmUp(WarmUpPlan.of(SOURCE, V2, limits.warmUpStatuses()))
                .build()
                .toString())
        .contains(
            """
            Time-outs in force
              restart of an instance     1.5 s
              pause between tries        500 ms
              warm-up request            1 min 30 s; without an answer, a restart after 3 and given up after 5
              accepted in warm-up        200 to 299
              routing                    30 s, tries: 1
              drain                      1 d 1 h, counted every 50 ms
              overall, until the switch  30 min
              preview expires            1 h 30 min
              kept warm                  1 d
              instances at once          4
            """);
  }

  @Test
  @DisplayName("S5.1 what the page shows is there as data: settings, slot by slot")
  void settings_areOfEachSlot() {
    assertThat(allowed().sourceSettings())
        .map(it -> it.key().name() + " " + it.residence() + " " + it.kind())
        .containsExactly(
            "DATABASE slot setting SAME",
            "GREETING moves CHANGED",
            "NEW_FEATURE moves REMOVED",
            "THEME moves SAME",
            "Orders moves ADDED",
            "always on stays SAME");
    assertThat(allowed().sourceDifferences())
        .map(SettingComparison::kind)
        .containsExactly(
            SettingComparison.Kind.CHANGED,
            SettingComparison.Kind.REMOVED,
            SettingComparison.Kind.ADDED);
    assertThat(allowed().targetDifferences())
        .map(SettingComparison::kind)
        .containsExactly(
            SettingComparison.Kind.CHANGED,
            SettingComparison.Kind.ADDED,
            SettingComparison.Kind.REMOVED);
    assertThat(allowed().settings())
        .map(SettingsExchange::targetAfter)
        .map(it -> it.appSetting("NEW_FEATURE"))
        .contains(Optional.of("hunter7"));
  }

  @Test
  @DisplayName("S5.1 what the page shows is there as data: restarts, probes, changes of routes")
  void effects_areListedByKind() {
    assertThat(allowed().restarts())
        .map(it -> it.instance().id() + " as " + it.slot())
        .containsExactly(
            "shop-v2-1 as production",
            "shop-v2-2 as production",
            "shop-v1-1 as staging",
            "shop-v1-2 as staging");
    assertThat(allowed().probes())
        .map(Probe::describe)
        .containsExactly("GET /health on shop-v2-1", "GET /health?… on shop-v2-2");
    assertThat(allowed().routeEdits())
        .map(it -> it.step() + ": " + it.describe())
        .containsExactly(
            "update routing: shop.localhost: shop-v1-1, shop-v1-2 → shop-v2-1, shop-v2-2",
            "update routing: shop-staging.localhost: shop-v2-1, shop-v2-2 → shop-v1-1, shop-v1-2",
            "drain former target: shop-staging.localhost: shop-v1-1, shop-v1-2 → no instance",
            "repeat for source: shop-staging.localhost: no instance → shop-v1-1, shop-v1-2");
    assertThat(allowed().routeEdits().get(0).host()).isEqualTo(BEFORE.host(PRODUCTION));
    assertThat(allowed().routeEdits().get(0).after())
        .containsExactly(InstanceId.of("shop-v2-1"), InstanceId.of("shop-v2-2"));
  }

  @Test
  @DisplayName(
      "S4 a swap goes into production and preserves the virtual network, unless asked otherwise")
  void request_defaults() {
    SwapRequest request = SwapRequest.of(SHOP, STAGING);

    assertThat(request.target()).isEqualTo(SlotName.PRODUCTION);
    assertThat(request.preserveVnet()).isTrue();
    assertThat(request.limits()).isEqualTo(LimitsChange.none());
    assertThat(request.requestId()).isEmpty();
    assertThat(SwapRequest.of(SHOP, STAGING, SlotName.of("qa")).target())
        .isEqualTo(SlotName.of("qa"));
  }
}
