package io.slots.event;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.Effect;
import io.slots.operation.Direction;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationId;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import java.time.Duration;
import java.time.Instant;
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
      String result)
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
