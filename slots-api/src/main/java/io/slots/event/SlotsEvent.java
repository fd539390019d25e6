package io.slots.event;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Effect;
import io.slots.operation.Decision;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Something that happened in an operation. The text of an event shows no setting's value; the
 * effects in {@link EffectBegun} and {@link EffectEnded} hold the very values that an SPI gets, so
 * whoever writes events down writes {@link Effect#describe()}, not the effect's parts.
 */
public sealed interface SlotsEvent {
  /** The operation. */
  OperationId operation();

  /** Its app. */
  AppName app();

  /** When it happened. */
  Instant at();

  /**
   * An operation was stored and is under way.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param kind what kind it is
   * @param description what it does, for people
   * @param resumed whether it was found in the store, begun by an engine that is gone
   */
  record OperationStarted(
      OperationId operation,
      AppName app,
      Instant at,
      OperationKind kind,
      String description,
      boolean resumed)
      implements SlotsEvent {}

  /**
   * A step begins.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param step the step
   * @param direction whether it is done or undone
   * @param instances the instances that it works on; empty if it works on the app as a whole
   */
  record StepStarted(
      OperationId operation,
      AppName app,
      Instant at,
      StepName step,
      Direction direction,
      Set<InstanceId> instances)
      implements SlotsEvent {}

  /**
   * An effect is begun: an SPI is about to be called.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param step the step
   * @param direction whether it is done or undone
   * @param effect what is done
   * @param attempt the how-manieth time in this step; 1 for the first
   */
  record EffectBegun(
      OperationId operation,
      AppName app,
      Instant at,
      StepName step,
      Direction direction,
      Effect effect,
      int attempt)
      implements SlotsEvent {}

  /**
   * An effect has ended, one way or other.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param step the step
   * @param direction whether it is done or undone
   * @param effect what was done
   * @param took how long it took
   * @param ok whether the answer was good
   * @param result the answer in plain words: {@code 200}, {@code no answer in 90 s}
   * @param inFlight how many requests the instances have in flight, if that was counted
   */
  record EffectEnded(
      OperationId operation,
      AppName app,
      Instant at,
      StepName step,
      Direction direction,
      Effect effect,
      Duration took,
      boolean ok,
      String result,
      OptionalInt inFlight)
      implements SlotsEvent {}

  /**
   * An instance has done all that the step asks of it.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param step the step
   * @param direction whether it is done or undone
   * @param instance the instance
   * @param ok whether it did; if not, it has failed
   * @param result what failed, in plain words; empty if nothing did
   */
  record InstanceEnded(
      OperationId operation,
      AppName app,
      Instant at,
      StepName step,
      Direction direction,
      InstanceId instance,
      boolean ok,
      String result)
      implements SlotsEvent {}

  /**
   * A step has ended.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param time which step, and how long it took
   */
  record StepEnded(OperationId operation, AppName app, Instant at, StepTime time)
      implements SlotsEvent {}

  /**
   * The operation turns back: what it did is undone from here.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param reason why, in plain words
   */
  record TurnedBack(OperationId operation, AppName app, Instant at, String reason)
      implements SlotsEvent {}

  /**
   * A swap with preview has prepared its source and pauses, until somebody completes or cancels it
   * (S5.2).
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param expiresAt when it cancels itself; empty if it waits for ever
   */
  record OperationPaused(
      OperationId operation, AppName app, Instant at, Optional<Instant> expiresAt)
      implements SlotsEvent {}

  /**
   * A paused operation goes on (S5.2).
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param decision what was decided, or that nobody did in time
   */
  record OperationResumed(OperationId operation, AppName app, Instant at, Decision decision)
      implements SlotsEvent {}

  /**
   * A deployment waits for its turn, because an automatic swap of its slot is under way (S6.2).
   *
   * @param operation the deployment
   * @param app its app
   * @param at when
   * @param description what it does, for people
   * @param behind the operation that it waits for
   */
  record OperationQueued(
      OperationId operation, AppName app, Instant at, String description, OperationId behind)
      implements SlotsEvent {}

  /**
   * An operation waits for something other than an effect's answer (S8.2). Told once for each thing
   * that is waited for, not again while the same wait goes on.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param step the step
   * @param direction whether it is done or undone
   * @param instance the instance that it waits for; empty if the step as a whole waits
   * @param what what is waited for, in plain words
   * @param until when it looks again
   */
  record Waiting(
      OperationId operation,
      AppName app,
      Instant at,
      StepName step,
      Direction direction,
      Optional<InstanceId> instance,
      String what,
      Instant until)
      implements SlotsEvent {}

  /**
   * The source of a swap is kept as it left the target, so that a rollback is a routing switch
   * alone (S4.9).
   *
   * @param operation the swap
   * @param app its app
   * @param at when
   * @param slot the slot that is kept warm
   * @param until for how long
   */
  record KeptWarm(OperationId operation, AppName app, Instant at, SlotName slot, Instant until)
      implements SlotsEvent {}

  /**
   * This engine does not drive the operation any more: it was closed, or another engine has taken
   * the operation over. It goes on there, and of how it ends this engine does not hear.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param reason why, in plain words
   */
  record OperationLost(OperationId operation, AppName app, Instant at, String reason)
      implements SlotsEvent {}

  /**
   * An operation has ended.
   *
   * @param operation the operation
   * @param app its app
   * @param at when
   * @param report the whole report
   */
  record OperationEnded(OperationId operation, AppName app, Instant at, EndedOperation report)
      implements SlotsEvent {}
}
