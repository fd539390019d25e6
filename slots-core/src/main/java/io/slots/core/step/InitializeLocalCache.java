package io.slots.core.step;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Restart;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import java.util.List;
import java.util.Optional;

/**
 * S4.3: where the effective settings ask for a local cache, each instance is requested once; any
 * HTTP response will do. That initializes the cache, which causes one more restart of each.
 */
record InitializeLocalCache(Swap swap) implements Step {
  @Override
  public StepName name() {
    return StepName.INITIALIZE_LOCAL_CACHE;
  }

  @Override
  public boolean applies(Scene scene) {
    return swap.localCache();
  }

  @Override
  public List<InstanceId> instances(Scene scene) {
    return scene.instancesOf(swap.source()).stream().map(Instance::id).toList();
  }

  @Override
  public boolean restarts() {
    return true;
  }

  @Override
  public Move next(Scene scene, InstanceId id, Optional<Instance> instance, Seen seen) {
    // What is answered well first is the request: the restart comes after it.
    boolean requested = seen.sightings().stream().anyMatch(it -> it.answer().ok());
    if (!requested) {
      return Availability.next(scene, swap.target(), instance.orElseThrow(), seen.since(), seen);
    }
    Optional<Sighting> restart =
        seen.sightings().stream().filter(it -> it.effect() instanceof Restart).findFirst();
    if (restart.isPresent() && restart.get().answer().ok()) {
      return Availability.next(
          scene, swap.target(), instance.orElseThrow(), restart.get().began(), seen);
    }
    return Restarting.incoming(scene, swap).once(instance.orElseThrow(), seen);
  }

  @Override
  public Move finish(Scene scene, Findings findings, Seen seen) {
    App changed = apply(scene, findings, seen);
    return changed.equals(scene.app())
        ? Move.DONE
        : Publishing.next(scene.publishPreparing(swap, changed, 2), scene.limits(), seen);
  }

  @Override
  public App apply(Scene scene, Findings findings, Seen whole) {
    return Instances.judged(scene.app(), swap.source(), findings);
  }
}
