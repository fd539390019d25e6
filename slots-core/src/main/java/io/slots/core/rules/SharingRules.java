package io.slots.core.rules;

import io.slots.app.App;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.Limits;
import io.slots.operation.Rerouting;
import io.slots.operation.Sharing;
import io.slots.operation.WarmUpPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What setting traffic rules takes (S7.1). */
public final class SharingRules {
  private SharingRules() {}

  /**
   * The facts of setting {@code shares}, in the place of those that there are.
   *
   * @throws io.slots.RefusedException if they are not allowed
   * @throws io.slots.NotFoundException if a slot does not exist
   */
  public static Rerouting set(App app, List<TrafficShare> shares, Limits limits) {
    List<TrafficShare> allowed = app.withTraffic(shares).traffic();
    return Rerouting.builder()
        .change(description(shares))
        .slots(slots(app, shares))
        .sharing(
            Sharing.builder()
                .shares(allowed)
                .admissions(
                    shares.stream()
                        .filter(it -> !app.hasShare(it.slot()))
                        .flatMap(it -> admission(app.slot(it.slot()), limits).stream())
                        .toList())
                .build())
        .build();
  }

  /** What is asked, for people. */
  public static String description(List<TrafficShare> shares) {
    return "route shares " + shares;
  }

  /** Also those that lose a share: what they have of it is in flight yet. */
  private static List<SlotName> slots(App app, List<TrafficShare> shares) {
    return Stream.concat(
            Stream.of(SlotName.PRODUCTION),
            Stream.concat(shares.stream(), app.traffic().stream()).map(TrafficShare::slot))
        .distinct()
        .toList();
  }

  private static Optional<Sharing.Admission> admission(Slot slot, Limits limits) {
    return slot.deployed()
        .map(
            it ->
                Sharing.Admission.of(
                    slot.name(),
                    WarmUpPlan.of(
                        it.settings().orElse(slot.settings()),
                        it.content(),
                        limits.warmUpStatuses())));
  }
}
