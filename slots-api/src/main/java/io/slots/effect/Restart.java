package io.slots.effect;

import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.settings.Settings;
import java.util.Optional;

/**
 * Restarts an instance with these settings.
 *
 * @param app whose instance it is
 * @param slot as which slot's instance it runs from now on: in step 1 of a swap the
 *     <em>target</em>, so that an instance knows its slot rightly the moment it is promoted
 * @param content what it runs
 * @param instance the instance, with the address it has at present
 * @param settings all of its effective settings, values included, in the place of those it had;
 *     secret
 */
public record Restart(
    AppName app, SlotName slot, Content content, Instance instance, Settings settings)
    implements Effect {
  @Override
  public Optional<InstanceId> instanceId() {
    return Optional.of(instance.id());
  }

  @Override
  public String describe() {
    return "restart " + instance.id() + " as " + slot;
  }
}
