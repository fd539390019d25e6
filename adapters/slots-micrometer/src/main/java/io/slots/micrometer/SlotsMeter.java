package io.slots.micrometer;

import com.google.common.collect.ImmutableList;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.docs.MeterDocumentation;

/**
 * What {@link SlotsMetrics} measures. Times are those that the engine took by its own clock, not
 * those at which a listener heard of them.
 *
 * <p>All tags together have a bounded number of values, some hundred series at most: a step belongs
 * to few kinds, and an ending to few. The tag {@code app} multiplies that by the number of apps, so
 * it is there only where it was asked for, and on gauges never.
 */
public enum SlotsMeter implements MeterDocumentation {
  /** How long steps take, done or undone. */
  STEP_DURATION(
      "slots.step.duration",
      Meter.Type.TIMER,
      "How long a step takes",
      SlotsTag.KIND,
      SlotsTag.STEP,
      SlotsTag.DIRECTION),

  /** How long operations take from their start to their end, pauses included. */
  OPERATION_DURATION(
      "slots.operation.duration",
      Meter.Type.TIMER,
      "How long an operation takes",
      SlotsTag.KIND,
      SlotsTag.ENDING),

  /** How long calls of SPIs take until their answer, or until the engine gives up on it. */
  EFFECT_DURATION(
      "slots.effect.duration",
      Meter.Type.TIMER,
      "How long the platform, the router or a probe takes to answer",
      SlotsTag.EFFECT,
      SlotsTag.OK),

  /** How many operations ended, by how they did. */
  OPERATIONS(
      "slots.operations",
      Meter.Type.COUNTER,
      "Operations that ended",
      SlotsTag.KIND,
      SlotsTag.ENDING),

  /** How many operations are under way: started and not ended, paused ones too. */
  OPERATIONS_ACTIVE(
      "slots.operations.active", Meter.Type.GAUGE, "Operations under way, paused ones too"),

  /** How many operations under way pause until somebody decides (S5.2). */
  OPERATIONS_PAUSED(
      "slots.operations.paused", Meter.Type.GAUGE, "Operations that pause until somebody decides"),

  /** How many operations have not started and wait for their turn (S6.2). */
  OPERATIONS_QUEUED(
      "slots.operations.queued", Meter.Type.GAUGE, "Operations that wait for their turn"),

  /**
   * How many operations under way wait for something other than an answer (S8.2): the next try, or
   * requests in flight. A wait counts until its instance, or its step, has ended.
   */
  OPERATIONS_WAITING(
      "slots.operations.waiting",
      Meter.Type.GAUGE,
      "Operations that wait for something other than an answer"),

  /** How many requests are in flight on instances that are drained, as counted last (S4.6). */
  REQUESTS_DRAINING(
      "slots.requests.draining",
      Meter.Type.GAUGE,
      "Requests in flight on instances that are drained");

  private final String name;
  private final Meter.Type type;
  private final String description;
  private final ImmutableList<SlotsTag> tags;

  SlotsMeter(String name, Meter.Type type, String description, SlotsTag... tags) {
    this.name = name;
    this.type = type;
    this.description = description;
    this.tags = ImmutableList.copyOf(tags);
  }

  @Override
  public String getName() {
    return name;
  }

  @Override
  public Meter.Type getType() {
    return type;
  }

  /** Returns the tags that it always has. */
  @Override
  public KeyName[] getKeyNames() {
    return tags.toArray(new KeyName[0]);
  }

  /** Returns what is measured, for people. */
  public String description() {
    return description;
  }
}
