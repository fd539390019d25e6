package io.slots.testkit.engine;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.event.SlotsListener;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Does everything at once and is safe for several threads: for engines on real threads. */
final class InstantPlatform implements InstanceRestarter, HealthProbe, Router {
  private static final SlotName STAGING = SlotName.of("staging");

  /** Returns an engine on real threads, with a listener. */
  static Slots engine(SlotsListener... listeners) {
    InstantPlatform platform = new InstantPlatform();
    Slots.Builder builder = Slots.builder().restarter(platform).probe(platform).router(platform);
    for (SlotsListener listener : listeners) {
      builder.listener(listener);
    }
    return builder.build();
  }

  /** Makes an app whose two slots differ in a sticky setting, so that a swap has all its steps. */
  static void create(Slots slots, AppName app, int workers) {
    slots.apps().create(App.of(app, Plan.premium(workers)));
    slots.slots().create(app, STAGING);
    for (SlotName slot : List.of(SlotName.PRODUCTION, STAGING)) {
      slots
          .slots()
          .configure(app, slot, SettingsChange.setSticky(Setting.of("DB", slot.toString())));
      List<Instance> instances =
          IntStream.range(0, workers)
              .mapToObj(
                  number -> Instance.of(app + "-" + slot + "-" + number, "http://127.0.0.1:1"))
              .toList();
      slots.slots().deploy(app, slot, Content.of("of-" + slot), instances).await();
    }
  }

  /** Starts to swap staging into production. */
  static Running swap(Slots slots, AppName app) {
    return slots.swaps().swap(SwapRequest.of(app, STAGING));
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return CompletableFuture.completedFuture(restart.instance());
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    return CompletableFuture.completedFuture(new ProbeAnswer.Responded(200));
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return CompletableFuture.completedFuture(new RoutesAnswer.InForce(table.generation()));
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    return CompletableFuture.completedFuture(
        instances.stream().collect(Collectors.toMap(id -> id, id -> 0)));
  }
}
