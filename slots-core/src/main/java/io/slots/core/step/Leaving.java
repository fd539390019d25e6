package io.slots.core.step;

import com.google.common.collect.ImmutableSet;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.operation.Batch;
import io.slots.operation.Deployment;
import java.util.Set;
import java.util.stream.Stream;

/** The instances of what leaves the slots. */
final class Leaving {
  private Leaving() {}

  static Set<InstanceId> all(Stream<Deployed> former) {
    return former
        .flatMap(it -> it.instances().stream())
        .map(Instance::id)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** Those that a deployment replaces. */
  static Set<InstanceId> replaced(Deployment deployment) {
    return without(all(deployment.former().stream()), deployment.batch());
  }

  /** Those that a deployment replaces and that are the library's to end. */
  static Set<InstanceId> replacedOfLibrary(Deployment deployment) {
    return without(madeByLibrary(deployment.former().stream()), deployment.batch());
  }

  /** An embedder may deploy other content on the very instances that the slot has. */
  private static Set<InstanceId> without(Set<InstanceId> all, Batch kept) {
    return all.stream().filter(id -> !kept.has(id)).collect(ImmutableSet.toImmutableSet());
  }

  /** Those that are the library's to end. */
  static Set<InstanceId> madeByLibrary(Stream<Deployed> former) {
    return all(former.filter(Deployed::madeByLibrary));
  }
}
