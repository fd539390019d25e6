package io.slots.effect;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import java.util.Set;

/**
 * Counts the requests that these instances have not finished yet.
 *
 * @param app whose instances they are
 * @param instances the instances that are drained
 */
public record CountInFlight(AppName app, Set<InstanceId> instances) implements Effect {
  /** Copies the set. */
  public CountInFlight {
    instances = Set.copyOf(instances);
  }

  @Override
  public String describe() {
    return "drain " + instances.stream().sorted().toList();
  }
}
