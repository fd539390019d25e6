package io.slots.proxy.admission;

import io.slots.app.TrafficShare;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Where the requests for one host go, in one table: to its own slot, unless shares send some
 * elsewhere (S7).
 *
 * <p>A slot that cannot serve gets nothing by draw or by cookie: production answers, and the cookie
 * stays as it is, for a swap withdraws that slot for a while. Who asks for it by hand is told so.
 */
final class HostRoute {
  private static final String SELF = "self";
  private static final int WHOLE = 1000;

  private final SlotRoute own;
  private final List<TrafficShare> shares;
  private final Map<String, SlotRoute> bySlot;

  /**
   * @param shares the shares of this host
   * @param bySlot the slots of the app, by folded name
   */
  HostRoute(SlotRoute own, List<TrafficShare> shares, Map<String, SlotRoute> bySlot) {
    this.own = own;
    this.shares = shares;
    this.bySlot = bySlot;
  }

  SlotRoute choose(Visitor visitor, Supplier<? extends RandomGenerator> random) {
    if (shares.isEmpty()) {
      return own;
    }
    Optional<SlotRoute> asked = visitor.asksFor().flatMap(this::reachable);
    if (asked.isPresent()) {
      visitor.stayWith(asked.get().slot());
      return asked.get();
    }
    Optional<SlotRoute> remembered = visitor.remembers().flatMap(this::reachable);
    if (remembered.isPresent()) {
      visitor.stayAsItIs();
      return servedOrOwn(remembered.get());
    }
    SlotRoute drawn = draw(random.get().nextInt(WHOLE));
    if (drawn.isServed()) {
      visitor.stayWith(drawn.slot());
    } else {
      visitor.stayAsItIs();
    }
    return servedOrOwn(drawn);
  }

  private SlotRoute servedOrOwn(SlotRoute chosen) {
    return chosen.isServed() ? chosen : own;
  }

  /** A slot without a rule cannot be reached from this host (S7.2). */
  private Optional<SlotRoute> reachable(String name) {
    if (name.equalsIgnoreCase(SELF)) {
      return Optional.of(own);
    }
    String folded = name.toLowerCase(Locale.ROOT);
    return shares.stream()
        .filter(share -> share.slot().folded().equals(folded))
        .findFirst()
        .map(share -> slot(share));
  }

  private SlotRoute draw(int ticket) {
    int upTo = 0;
    for (TrafficShare share : shares) {
      upTo += share.perMille();
      if (ticket < upTo) {
        return slot(share);
      }
    }
    return own;
  }

  private SlotRoute slot(TrafficShare share) {
    return bySlot.getOrDefault(share.slot().folded(), own);
  }
}
