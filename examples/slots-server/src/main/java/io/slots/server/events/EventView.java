package io.slots.server.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is sent. It shows no value of a setting.
 *
 * @param seq counts the events of this server since it started
 * @param type what happened: {@code step-started}
 * @param app the app
 * @param operation the operation
 * @param at when
 * @param step the step, if it is of one
 * @param direction {@code FORWARD} or {@code BACK}, if it is of a step
 * @param instance the instance, if it is of one
 * @param ok whether it went well, if that can be said
 * @param millis how long it took, if that can be said
 * @param until when a wait ends, if it does
 * @param text the same for people
 */
public record EventView(
    long seq,
    String type,
    String app,
    String operation,
    Instant at,
    @Nullable String step,
    @Nullable String direction,
    @Nullable String instance,
    @Nullable Boolean ok,
    @Nullable Long millis,
    @Nullable Instant until,
    String text) {
  static EventView of(
      long seq, String type, String app, String operation, Instant at, String text) {
    return new EventView(seq, type, app, operation, at, null, null, null, null, null, null, text);
  }

  EventView at(Enum<?> step, Enum<?> direction) {
    return new EventView(
        seq,
        type,
        app,
        operation,
        at,
        step.name(),
        direction.name(),
        instance,
        ok,
        millis,
        until,
        text);
  }

  EventView on(@Nullable String instance) {
    return new EventView(
        seq, type, app, operation, at, step, direction, instance, ok, millis, until, text);
  }

  EventView went(boolean ok) {
    return new EventView(
        seq, type, app, operation, at, step, direction, instance, ok, millis, until, text);
  }

  EventView took(long millis) {
    return new EventView(
        seq, type, app, operation, at, step, direction, instance, ok, millis, until, text);
  }

  EventView until(@Nullable Instant until) {
    return new EventView(
        seq, type, app, operation, at, step, direction, instance, ok, millis, until, text);
  }
}
