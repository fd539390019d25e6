package io.slots.effect;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import java.util.Optional;

/**
 * Ends an instance for good.
 *
 * @param app whose instance it is
 * @param instance the instance; ending one that is not there is no error
 */
public record Decommission(AppName app, InstanceId instance) implements Effect {
  @Override
  public Optional<InstanceId> instanceId() {
    return Optional.of(instance);
  }

  @Override
  public String describe() {
    return "end " + instance;
  }
}
