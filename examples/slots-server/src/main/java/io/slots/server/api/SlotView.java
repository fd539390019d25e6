package io.slots.server.api;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.LastSwap;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A slot.
 *
 * @param name its name
 * @param host its public host name
 * @param stopped whether it is out of service
 * @param content what is deployed; absent if nothing is
 * @param instances the instances that run it
 * @param autoSwapTarget into which slot a deployment to this one is swapped by itself
 * @param keptWarmUntil until when a rollback is a routing switch alone
 * @param lastSwap the last swap it took part in
 * @param settings how many settings it holds
 */
record SlotView(
    String name,
    String host,
    boolean stopped,
    @Nullable ContentView content,
    List<InstanceView> instances,
    @Nullable String autoSwapTarget,
    @Nullable Instant keptWarmUntil,
    @Nullable LastSwapView lastSwap,
    int settings) {
  static List<SlotView> all(App app) {
    List<SlotView> views = new ArrayList<>();
    views.add(of(app, app.production()));
    app.slots().values().stream()
        .filter(slot -> !slot.name().isProduction())
        .forEach(slot -> views.add(of(app, slot)));
    return List.copyOf(views);
  }

  static SlotView of(App app, Slot slot) {
    return new SlotView(
        slot.name().spelling(),
        app.host(slot.name()).value(),
        slot.stopped(),
        slot.deployed().map(ContentView::of).orElse(null),
        slot.deployed().map(Deployed::instances).orElse(List.of()).stream()
            .map(InstanceView::of)
            .toList(),
        slot.autoSwapTarget().map(SlotName::spelling).orElse(null),
        slot.keptWarmUntil().orElse(null),
        slot.lastSwap().map(LastSwapView::of).orElse(null),
        slot.settings().size());
  }

  /**
   * What is deployed.
   *
   * @param id its identity, which travels with it
   * @param version what people call it
   */
  record ContentView(String id, String version) {
    static ContentView of(Deployed deployed) {
      return new ContentView(deployed.content().id().value(), deployed.content().version());
    }
  }

  /**
   * An instance.
   *
   * @param id its identity
   * @param address where it listens
   * @param ready whether it may get requests
   */
  record InstanceView(String id, String address, boolean ready) {
    static InstanceView of(Instance instance) {
      return new InstanceView(
          instance.id().value(), instance.address().toString(), instance.ready());
    }
  }

  /**
   * A swap that is done.
   *
   * @param operation its identity, by which it can be rolled back
   * @param at when the routes were switched
   * @param source the source
   * @param target the target
   * @param intact whether it can still be rolled back exactly
   */
  record LastSwapView(String operation, Instant at, String source, String target, boolean intact) {
    static LastSwapView of(LastSwap swap) {
      return new LastSwapView(
          swap.operation().value(),
          swap.at(),
          swap.source().spelling(),
          swap.target().spelling(),
          swap.intact());
    }
  }
}
