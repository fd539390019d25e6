package io.slots.core;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.operation.DeploymentRequest;
import io.slots.operation.RequestId;
import io.slots.settings.SettingsChange;
import java.util.List;
import java.util.Optional;

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
   * @throws io.slots.operation.RoutesNotInForceException if the router does not take the routes;
   *     the slot is stored then, and any further change of the app's routes brings them into force
   */
  App create(AppName app, SlotName slot);

  /**
   * Makes a new, empty slot with a copy of another slot's configuration (S1.5). Throws what the
   * other method of this name throws.
   *
   * @throws io.slots.NotFoundException if there is no slot to clone
   */
  App create(AppName app, SlotName slot, Cloning cloning);

  /**
   * Deletes the slot: its route is withdrawn, then its instances are drained and ended (S1.6). A
   * pending preview that it takes part in is cancelled first, and that is waited for.
   *
   * @throws io.slots.RefusedException if it is production, gets a share of production's requests,
   *     or another slot is swapped into it automatically
   * @throws io.slots.NotFoundException if there is no such slot
   */
  Running delete(AppName app, SlotName slot);

  /**
   * Moves the slot alone to a plan of its own, or, without one, back to the app's (S2.5). Its
   * number of instances stays the app's (S2.4); where its instances run is the platform's to see
   * to, at their next deployment.
   *
   * @throws io.slots.RefusedException if it is production, one of the plans does not allow it, or
   *     the slot is swapped automatically and would come to a plan that does not allow that
   */
  App move(AppName app, SlotName slot, Optional<Plan> plan);

  /**
   * Changes settings of the slot, and which names stay with their slots. Instances see it when they
   * are restarted ({@link #restart}) or replaced next. A name that is marked, or is no more, is a
   * change of every slot (S3.1): it is refused while an operation holds any of them.
   */
  App configure(AppName app, SlotName slot, SettingsChange change);

  /**
   * Sends shares of the production host's requests to other slots, in the place of present ones
   * (S7). The instances of a slot that had no share are warmed up before (S9.1); if they do not
   * pass, nothing is changed.
   *
   * @throws io.slots.RefusedException if shares add up to more than 100 %, or one is of no slot
   *     (S7.1)
   * @throws io.slots.operation.RoutesNotInForceException if instances do not pass the warm-up, or
   *     the router does not take the routes; the shares are as they were then
   */
  App route(AppName app, List<TrafficShare> shares);

  /**
   * Deploys content to the slot on new instances, which the platform is asked to make. The slot
   * serves what it has until they are available; if they do not become so, it keeps it and they are
   * ended. While an automatic swap of the slot is under way the deployment waits, and takes the
   * place of one that waits already (S6.2).
   *
   * @throws io.slots.RefusedException if the engine was built without a provisioner
   */
  Running deploy(AppName app, SlotName slot, Content content);

  /** Deploys content that runs already, on instances that the embedder has made. */
  Running deploy(AppName app, SlotName slot, Content content, List<Instance> instances);

  /**
   * The same, with limits of its own (S4.11), and with an identity of the caller's: the same
   * request made again, as after a lost answer, starts no second deployment but returns the first,
   * whether it waits, is under way or has ended (S8.3).
   *
   * @throws io.slots.RefusedException if the library is to make the instances and the engine was
   *     built without a provisioner
   */
  Running deploy(DeploymentRequest request);

  /**
   * Starts what the slot has anew, with its settings as they are now: new instances of its content
   * are made and pass the gate of a deployment, then the slot's route goes to them in one step, and
   * the former ones are drained and ended. So no request is lost; if the new ones do not become
   * available, the slot keeps what it has. It is no deployment: nothing is swapped automatically
   * after it (S6.1), and a swap before it can still be rolled back (S4.9).
   *
   * @throws io.slots.RefusedException if the slot is empty or stopped, or its instances are not the
   *     library's to make
   */
  Running restart(AppName app, SlotName slot);

  /**
   * The same, with an identity of the caller's: the same request made again, as after a lost
   * answer, starts nothing anew once more but returns the first restart (S8.3).
   */
  Running restart(AppName app, SlotName slot, RequestId request);

  /**
   * Restarts the slot's degraded instances; those that come back get requests again (S4.2, S4.6).
   * What an operation could not end stands in no slot: that is not repaired, but yours to end.
   *
   * @throws io.slots.RefusedException if it has none
   */
  Running repair(AppName app, SlotName slot);

  /**
   * Takes the slot out of service: its host answers that no instance serves it. Instances run on.
   *
   * @throws io.slots.operation.RoutesNotInForceException if the router does not take the routes;
   *     the slot is stored as stopped then
   */
  App stop(AppName app, SlotName slot);

  /**
   * Puts a stopped slot back into service.
   *
   * @throws io.slots.operation.RoutesNotInForceException if the router does not take the routes;
   *     the slot is stored as started then
   */
  App start(AppName app, SlotName slot);
}
