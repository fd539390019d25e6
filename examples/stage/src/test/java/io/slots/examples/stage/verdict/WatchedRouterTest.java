package io.slots.examples.stage.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.Maps;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import io.slots.spi.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class WatchedRouterTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final SlotName STAGING = SlotName.of("staging");
  private static final SlotName DORMANT = SlotName.of("dormant");
  private static final SlotName EMPTY = SlotName.of("empty");
  private static final List<TrafficShare> SHARES =
      List.of(
          TrafficShare.of(STAGING, 20), TrafficShare.of(DORMANT, 0), TrafficShare.of(EMPTY, 10));
  private static final Call CALL = new Call(OperationId.of("op1"), 1, 1);

  private final CompletableFuture<RoutesAnswer> answer = new CompletableFuture<>();
  private final ProductionTimeline timeline = new ProductionTimeline();
  private final WatchedRouter router = new WatchedRouter(new Waiting(answer), timeline);

  @Test
  void publish_productionWithContent_isConfirmedWhenTheRouterConfirms() {
    CompletionStage<RoutesAnswer> published = router.publish(table(Optional.of("v2")), CALL);

    assertThat(timeline.changes())
        .singleElement()
        .satisfies(
            change -> {
              assertThat(change.version()).isEqualTo("v2");
              assertThat(change.confirmed()).isEmpty();
            });

    answer.complete(new RoutesAnswer.InForce(RoutingGeneration.NONE));

    assertThat(published.toCompletableFuture()).isCompleted();
    assertThat(timeline.current()).isEqualTo("v2");
  }

  @Test
  void publish_theRouterRefuses_leavesNoTrace() {
    CompletionStage<RoutesAnswer> published = router.publish(table(Optional.of("v2")), CALL);
    answer.complete(new RoutesAnswer.Refused("old"));

    assertThat(published.toCompletableFuture())
        .isCompletedWithValue(new RoutesAnswer.Refused("old"));
    assertThat(timeline.changes()).isEmpty();
  }

  @Test
  void publish_theAnswerIsLost_staysPossible() {
    CompletionStage<RoutesAnswer> published = router.publish(table(Optional.of("v2")), CALL);
    answer.completeExceptionally(new IllegalStateException("lost"));

    assertThat(published.toCompletableFuture()).isCompletedExceptionally();
    assertThat(timeline.changes()).hasSize(1);
    assertThat(timeline.current()).isEmpty();
  }

  @Test
  void publish_productionIsEmpty_isNoChange() {
    CompletionStage<RoutesAnswer> published = router.publish(table(Optional.empty()), CALL);

    assertThat(published.toCompletableFuture()).isNotDone();
    assertThat(timeline.changes()).isEmpty();
  }

  @Test
  void publish_sharesOfProduction_areNotedWithWhatTheirSlotsHave() {
    CompletionStage<RoutesAnswer> published =
        router.publish(
            new RoutingTable(
                SHOP,
                new RoutingGeneration(1, 1),
                List.of(
                    route("shop", SlotName.PRODUCTION, Optional.of("v2"), SHARES),
                    route("shop-staging", STAGING, Optional.of("v3"), List.of()),
                    route("shop-dormant", DORMANT, Optional.of("v0"), List.of()),
                    route("shop-empty", EMPTY, Optional.empty(), List.of()))),
            CALL);

    assertThat(published.toCompletableFuture()).isNotDone();
    assertThat(timeline.changes())
        .singleElement()
        .satisfies(it -> assertThat(it.sharing()).containsExactly(new Candidate("v3", "staging")));
  }

  @Test
  void fence_isHandedOn() {
    assertThat(router.fence(SHOP, CALL).toCompletableFuture().join())
        .isEqualTo("shown " + SHOP + " " + CALL);
  }

  private static RoutingTable table(Optional<String> version) {
    return new RoutingTable(
        SHOP,
        new RoutingGeneration(1, 1),
        List.of(route("shop", SlotName.PRODUCTION, version, List.of())));
  }

  private static Route route(
      String host, SlotName slot, Optional<String> version, List<TrafficShare> shares) {
    return new Route(
        HostName.of(host + ".localhost"), slot, version.map(ContentId::of), List.of(), shares);
  }

  /** Answers when the test does. */
  private record Waiting(CompletableFuture<RoutesAnswer> answer) implements Router {
    @Override
    public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
      return answer;
    }

    @Override
    public CompletionStage<?> fence(AppName app, Call call) {
      return CompletableFuture.completedStage("shown " + app + " " + call);
    }

    @Override
    public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
      return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Map<InstanceId, Integer>> inFlight(
        AppName app, Set<InstanceId> instances) {
      return CompletableFuture.completedStage(Maps.toMap(instances, id -> 0));
    }
  }
}
