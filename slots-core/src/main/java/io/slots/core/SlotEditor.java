package io.slots.core;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.settings.SettingsChange;
import java.util.List;

/**
 * Makes slots, configures them and deploys to them. Each method is refused with a {@link
 * io.slots.operation.ConflictException} while an operation holds the slot (S1.7), and nothing is
 * ever half applied.
 */
public interface SlotEditor {
  /**
   * Makes a new, empty slot (S1.4) and its route.
   *
   * @throws io.slots.RefusedException if its name or host is taken (S1.2, S1.3)
   * @throws io.slots.LimitExceededException if the plan allows no more (S2.3)
   */
  App create(AppName app, SlotName slot);

  /**
   * Changes settings of the slot, and which names stay with their slots. Instances see it when they
   * are restarted or replaced next.
   */
  App configure(AppName app, SlotName slot, SettingsChange change);

  /**
   * Sends shares of the production host's requests to other slots, in the place of present ones
   * (S7).
   */
  App route(AppName app, List<TrafficShare> shares);

  /**
   * Deploys content to the slot on new instances, which the platform is asked to make. The slot
   * serves what it has until they are available; if they do not become so, it keeps it and they are
   * ended.
   *
   * @throws io.slots.RefusedException if the engine was built without a provisioner
   */
  Running deploy(AppName app, SlotName slot, Content content);

  /** Deploys content that runs already, on instances that the embedder has made. */
  Running deploy(AppName app, SlotName slot, Content content, List<Instance> instances);

  /**
   * Restarts the slot's degraded instances; those that come back get requests again (S4.2, S4.6).
   *
   * @throws io.slots.RefusedException if it has none
   */
  Running repair(AppName app, SlotName slot);

  /**
   * Takes the slot out of service: its host answers that no instance serves it. Instances run on.
   */
  App stop(AppName app, SlotName slot);

  /** Puts a stopped slot back into service. */
  App start(AppName app, SlotName slot);
}
