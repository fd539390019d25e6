package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import java.util.Map;
import java.util.Set;

/**
 * What a step found out about the instances.
 *
 * @param latest the instances as they are now, those that were made or restarted
 * @param failed the instances on which the step failed
 */
public record Findings(Map<InstanceId, Instance> latest, Set<InstanceId> failed) {
  /** Copies both. */
  public Findings {
    latest = Map.copyOf(latest);
    failed = Set.copyOf(failed);
  }

  /** Nothing new. */
  public static final Findings NONE = new Findings(Map.of(), Set.of());

  /** The instance as it is now: with its latest address, and ready unless the step failed on it. */
  Instance judge(Instance before) {
    return latest.getOrDefault(before.id(), before).withReady(!failed.contains(before.id()));
  }
}
