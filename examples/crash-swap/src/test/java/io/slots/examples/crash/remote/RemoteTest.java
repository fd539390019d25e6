package io.slots.examples.crash.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.examples.crash.remote.Ledger.Counted;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.examples.stage.verdict.RouteChange;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is asked over HTTP arrives as it was meant, and so does what is answered. */
class RemoteTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final SlotName STAGING = SlotName.of("staging");
  private static final Instance INSTANCE = Instance.of("shop-v1-1", "http://127.0.0.1:4711");
  private static final Call CALL = new Call(OperationId.of("op1"), 2, 7);
  private static final Settings SETTINGS =
      Settings.of(
          Setting.of("GREETING", "hush"),
          Setting.connectionString("DATABASE", ConnectionType.POSTGRESQL, "orders"));
  private static final Content CONTENT =
      Content.builder()
          .id(ContentId.of("c1"))
          .version("v1")
          .location("somewhere")
          .addWarmUpPaths("/warm-up")
          .build();
  private static final RoutingTable TABLE =
      new RoutingTable(
          SHOP,
          new RoutingGeneration(7, 3),
          List.of(
              new Route(
                  HostName.of("shop.localhost"),
                  SlotName.PRODUCTION,
                  Optional.of(ContentId.of("c1")),
                  List.of(INSTANCE, Instance.of("shop-v1-2", "http://127.0.0.1:4712")),
                  List.of(TrafficShare.of(STAGING, 12.5))),
              new Route(
                  HostName.of("shop-staging.localhost"),
                  STAGING,
                  Optional.empty(),
                  List.of(),
                  List.of())));

  private final ProductionTimeline timeline = new ProductionTimeline();
  private final FakeRouter router = new FakeRouter();
  private final FakePlatform platform = new FakePlatform();
  private final ControlServer server = ControlServer.start(router, platform, timeline);
  private final URI control = URI.create("http://127.0.0.1:" + server.port());

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void publish_aTable_arrivesWholeAndIsConfirmed() {
    RoutesAnswer answer = answer(new RemoteRouter(control).publish(TABLE, CALL));

    assertThat(router.published).containsExactly(TABLE);
    assertThat(router.calls).containsExactly(CALL);
    assertThat(answer).isEqualTo(new RoutesAnswer.InForce(TABLE.generation()));
  }

  @Test
  void publish_refused_isRefusedWithTheReason() {
    router.answer = CompletableFuture.completedStage(new RoutesAnswer.Refused("too old"));

    assertThat(answer(new RemoteRouter(control).publish(TABLE, CALL)))
        .isEqualTo(new RoutesAnswer.Refused("too old"));
  }

  @Test
  void publish_theRouterFails_failsWithTheReason() {
    router.answer = CompletableFuture.failedStage(new IllegalStateException("it is closed"));

    assertThatThrownBy(() -> answer(new RemoteRouter(control).publish(TABLE, CALL)))
        .hasMessageContaining("it is closed");
  }

  @Test
  void publish_nobodyListens_fails() {
    server.close();

    assertThat(new RemoteRouter(control).publish(TABLE, CALL).toCompletableFuture())
        .failsWithin(Duration.ofMinutes(1));
  }

  @Test
  void inForce_isTheTableOrNone() {
    RemoteRouter remote = new RemoteRouter(control);

    assertThat(answer(remote.inForce(SHOP))).isEmpty();

    router.inForce = Optional.of(TABLE);

    assertThat(answer(remote.inForce(SHOP))).hasValue(TABLE);
  }

  @Test
  void inFlight_isCountedByInstance() {
    assertThat(answer(new RemoteRouter(control).inFlight(SHOP, Set.of(INSTANCE.id()))))
        .isEqualTo(Map.of(INSTANCE.id(), 5));
  }

  @Test
  void restart_arrivesWhole() {
    Restart restart = new Restart(SHOP, STAGING, CONTENT, INSTANCE.withReady(false), SETTINGS);

    assertThat(answer(new RemotePlatform(control).restart(restart, CALL))).isEqualTo(INSTANCE);

    assertThat(platform.effects).containsExactly(restart);
    assertThat(platform.calls).containsExactly(CALL);
  }

  @Test
  void provision_arrivesWhole() {
    Provision provision =
        new Provision(SHOP, STAGING, CONTENT, InstanceId.of("shop-v1-9"), SETTINGS);

    assertThat(answer(new RemotePlatform(control).provision(provision, CALL))).isEqualTo(INSTANCE);

    assertThat(platform.effects).containsExactly(provision);
  }

  @Test
  void decommission_arrives() {
    Decommission decommission = new Decommission(SHOP, INSTANCE.id());

    Object unused = answer(new RemotePlatform(control).decommission(decommission, CALL));

    assertThat(platform.effects).containsExactly(decommission);
  }

  @Test
  @DisplayName("S3.7 no text shows a value")
  void question_text_tellsNoValue() {
    Restart restart = new Restart(SHOP, STAGING, CONTENT, INSTANCE, SETTINGS);

    assertThat(Question.RestartInstance.of(restart, CALL).toString())
        .contains("GREETING", "DATABASE")
        .doesNotContain("hush", "orders");
  }

  @Test
  void witness_tellsOfTheTimelineInItsOwnTime() {
    timeline.confirm(timeline.begin("v2", System.nanoTime()), System.nanoTime());
    RouteChange change = timeline.changes().get(0);

    List<RouteChange> changes = new Witness(control).timeline().changes();

    assertThat(changes)
        .singleElement()
        .satisfies(
            mine -> {
              assertThat(mine.version()).isEqualTo("v2");
              // Never later begun, and never earlier confirmed, than it was.
              assertThat(mine.begun() - change.begun()).isNotPositive();
              assertThat(mine.confirmed().orElseThrow() - change.confirmed().orElseThrow())
                  .isNotNegative();
            });
  }

  @Test
  void witness_countsWhatWasAsked() {
    answer(new RemoteRouter(control).publish(TABLE, CALL));
    answer(new RemoteRouter(control).publish(TABLE, new Call(CALL.operation(), 1, 6)));

    assertThat(new Witness(control).counted()).isEqualTo(new Counted(2, 0, 1, 0));
  }

  @Test
  @DisplayName("S9.4 a token arrives at the part that it is shown to")
  void fence_arrives() {
    Object first = answer(new RemoteRouter(control).fence(SHOP, CALL));
    Object second = answer(new RemotePlatform(control).fence(SHOP, CALL));

    assertThat(first).isNotNull().isEqualTo(second);
    assertThat(router.fences).containsExactly(CALL);
    assertThat(platform.fences).containsExactly(CALL);
    assertThat(new Witness(control).counted()).isEqualTo(new Counted(0, 0, 0, 0));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private static final class FakeRouter implements Router {
    private final List<RoutingTable> published = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private CompletionStage<RoutesAnswer> answer =
        CompletableFuture.completedStage(new RoutesAnswer.InForce(TABLE.generation()));
    private Optional<RoutingTable> inForce = Optional.empty();
    private final List<Call> fences = new ArrayList<>();

    @Override
    public CompletionStage<?> fence(AppName app, Call call) {
      fences.add(call);
      return CompletableFuture.completedStage(app);
    }

    @Override
    public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
      published.add(table);
      calls.add(call);
      return answer;
    }

    @Override
    public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
      return CompletableFuture.completedStage(inForce);
    }

    @Override
    public CompletionStage<Map<InstanceId, Integer>> inFlight(
        AppName app, Set<InstanceId> instances) {
      return CompletableFuture.completedStage(Map.of(instances.iterator().next(), 5));
    }
  }

  private static final class FakePlatform implements InstanceRestarter, InstanceProvisioner {
    private final List<Object> effects = new ArrayList<>();
    private final List<Call> fences = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();

    @Override
    public CompletionStage<Instance> restart(Restart restart, Call call) {
      return done(restart, call);
    }

    @Override
    public CompletionStage<Instance> provision(Provision provision, Call call) {
      return done(provision, call);
    }

    @Override
    public CompletionStage<?> decommission(Decommission decommission, Call call) {
      return done(decommission, call);
    }

    @Override
    public CompletionStage<?> fence(AppName app, Call call) {
      fences.add(call);
      return CompletableFuture.completedStage(app);
    }

    private CompletionStage<Instance> done(Object effect, Call call) {
      effects.add(effect);
      calls.add(call);
      return CompletableFuture.completedStage(INSTANCE);
    }
  }
}
