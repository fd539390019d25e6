package io.slots.examples.stage.verdict;

import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.spi.Call;
import io.slots.spi.Router;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;

/**
 * A router that notes when it leads production to which version, and else leaves everything to
 * another one. It sees the confirmation before the engine does, so that the engine's word need not
 * be taken for it.
 */
public final class WatchedRouter implements Router {
  private final Router router;
  private final ProductionTimeline timeline;

  /** Notes in {@code timeline} what {@code router} does. */
  public WatchedRouter(Router router, ProductionTimeline timeline) {
    this.router = router;
    this.timeline = timeline;
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    Optional<String> version =
        table.route(SlotName.PRODUCTION).flatMap(Route::content).map(ContentId::value);
    if (version.isEmpty()) {
      return router.publish(table, call);
    }
    RouteChange change = timeline.begin(version.get(), sharing(table), System.nanoTime());
    return router
        .publish(table, call)
        .whenComplete(
            (answer, failure) -> {
              if (answer instanceof RoutesAnswer.InForce) {
                timeline.confirm(change, System.nanoTime());
              } else if (answer instanceof RoutesAnswer.Refused) {
                timeline.refuse(change);
              }
            });
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return router.fence(app, call);
  }

  /** A slot with an explicit 0 % is reached only by who asks for it (S7.2). */
  private static Set<Candidate> sharing(RoutingTable table) {
    return table.route(SlotName.PRODUCTION).stream()
        .flatMap(route -> route.shares().stream())
        .filter(share -> share.perMille() > 0)
        .flatMap(share -> table.route(share.slot()).stream())
        .flatMap(route -> candidate(route).stream())
        .collect(Collectors.toSet());
  }

  private static Optional<Candidate> candidate(Route route) {
    return route.content().map(it -> new Candidate(it.value(), route.slot().spelling()));
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return router.inForce(app);
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return router.inFlight(app, instances);
  }
}
