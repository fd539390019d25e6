package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.Repair;
import io.slots.operation.StepName;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A repair: degraded instances are restarted with their slot's settings; those that come back get
 * requests again (S4.2, S4.6).
 */
record RestartInstances(Repair repair) implements Step {
  private static final int GENERATION = 10;

  @Override
  public StepName name() {
    return StepName.RESTART_INSTANCES;
  }

  @Override
  public boolean applies(Scene scene) {
    return !instances(scene).isEmpty();
  }

  /** Those that could not be taken out of the routes are left alone. */
  @Override
  public List<InstanceId> instances(Scene scene) {
    return repair.instances().stream()
        .filter(id -> !scene.operation().degraded().contains(id))
        .sorted()
        .toList();
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    return new Restarting(scene, repair.slot(), repair.deployed().content(), repair.settings())
        .untilAvailable(instance.orElseThrow(), seen);
  }

  /** They may have been put back into the routes. */
  @Override
  public Move takeOver(Scene scene, Seen seen) {
    return DrainDegraded.drained(scene, repair, seen);
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    return Publishing.next(
        scene.publish(apply(scene, findings, seen), GENERATION), scene.limits(), seen);
  }

  /** Without a route they serve nobody, however well they run. */
  @Override
  public Set<InstanceId> degradedIfFailed(Scene scene) {
    return repair.instances();
  }

  /** Only those that were restarted are judged; the others are as they were. */
  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    return scene
        .app()
        .withSlot(
            repair.slot(),
            slot ->
                slot.withDeployed(
                    slot.deployed().map(all -> startedAgain(all, instances(scene), findings))));
  }

  /** Those that were not restarted may run with what the slot held before. */
  private Deployed startedAgain(Deployed deployed, List<InstanceId> restarted, Findings findings) {
    if (restarted.isEmpty()) {
      return deployed;
    }
    Deployed judged =
        deployed.withEach(it -> restarted.contains(it.id()) ? findings.judge(it) : it);
    boolean all = deployed.instances().size() == restarted.size();
    return all || deployed.isStartedWith(repair.settings())
        ? judged.startedWith(repair.settings()).withUndrained(deployed.undrained() && !all)
        : judged.startedVariously();
  }
}
