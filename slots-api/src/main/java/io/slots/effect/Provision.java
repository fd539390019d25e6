package io.slots.effect;

import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.settings.Settings;
import java.util.Optional;

/**
 * Makes and starts an instance that runs {@code content} with {@code settings}.
 *
 * @param app whose instance it is
 * @param slot as which slot's instance it runs
 * @param content what it runs
 * @param instance the identity that it gets; asking twice for one identity makes one instance
 * @param settings the effective settings, values included; secret
 */
public record Provision(
    AppName app, SlotName slot, Content content, InstanceId instance, Settings settings)
    implements Effect {
  @Override
  public Optional<InstanceId> instanceId() {
    return Optional.of(instance);
  }

  @Override
  public String describe() {
    return "start " + instance + " with " + content.version() + " as " + slot;
  }
}
