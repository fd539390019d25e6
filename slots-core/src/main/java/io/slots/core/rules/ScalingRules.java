package io.slots.core.rules;

import com.google.common.collect.ImmutableSet;
import io.slots.OperationId;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.LimitationPolicy;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.operation.Batch;
import io.slots.operation.Limits;
import io.slots.operation.Scaling;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Settings;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a move to another plan or number of workers may be, and its facts (S2.3, S2.4).
 *
 * @param effective which settings instances see
 * @param limitations what plans limit
 * @param canProvision whether the platform lets the library make instances
 */
public record ScalingRules(
    EffectiveSettings effective, LimitationPolicy limitations, boolean canProvision) {
  /** Degraded instances go first, then the newest. */
  private static final Comparator<Instance> BEST_FIRST =
      Comparator.comparing(Instance::ready).reversed();

  /**
   * Returns the facts of the move of {@code app} to {@code plan}.
   *
   * @throws io.slots.LimitExceededException if the app has more slots than the plan allows (S2.3)
   * @throws RefusedException if a slot's instances are not the library's to make and end
   */
  public Scaling scaling(App app, Plan plan, OperationId operation, Limits limits) {
    App moved = app.withPlan(plan, limitations);
    InstanceIds ids = new InstanceIds(app.name(), operation);
    Scaling.Builder scaling =
        Scaling.builder().plan(plan).slots(moved.slots().keySet().stream().sorted().toList());
    ImmutableSet.Builder<InstanceId> surplus = ImmutableSet.builder();
    for (Slot slot : moved.slots().values()) {
      if (slot.deployed().isPresent()) {
        Deployed deployed = slot.deployed().get();
        int more = plan.workers() - deployed.instances().size();
        if (more != 0) {
          requireOurs(slot, deployed, plan);
        }
        if (more > 0) {
          scaling.addBatches(batch(moved, slot, deployed, more, ids, limits));
        } else {
          surplus(deployed, plan.workers()).forEach(it -> surplus.add(it.id()));
        }
      }
    }
    return scaling.surplus(surplus.build()).build();
  }

  private void requireOurs(Slot slot, Deployed deployed, Plan plan) {
    if (!canProvision || !deployed.madeByLibrary()) {
      throw new RefusedException(
          Rule.of(2, 4),
          "slot \""
              + slot.name()
              + "\" runs on instances of your own, "
              + deployed.instances().size()
              + " of them",
          "deploy to it on "
              + plan.workers()
              + ", or give the engine an InstanceProvisioner and"
              + " deploy to the slot by it");
    }
  }

  /**
   * New instances run with what those beside them run with; what was configured since comes later.
   */
  private Batch batch(
      App app, Slot slot, Deployed deployed, int number, InstanceIds ids, Limits limits) {
    Settings settings = deployed.settings().orElseGet(() -> effective.of(app, slot));
    return Batch.builder()
        .slot(slot.name())
        .content(deployed.content())
        .settings(settings)
        .warmUp(WarmUpPlan.of(settings, deployed.content(), limits.warmUpStatuses()))
        .addAllMade(ids.next(deployed.content(), number))
        .build();
  }

  private static Stream<Instance> surplus(Deployed deployed, int kept) {
    return deployed.instances().stream().sorted(BEST_FIRST).skip(kept);
  }
}
