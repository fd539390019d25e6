/**
 * Listeners that come with the library: {@link io.slots.core.observe.Narrator} writes what happens
 * to a log, a line for each step; {@link io.slots.core.observe.JfrRecorder} makes events of Java
 * Flight Recorder of it. Give them to {@link io.slots.core.Slots.Builder#listener}:
 *
 * <pre>{@code
 * Slots.builder().listener(Narrator.create()).listener(JfrRecorder.create())…
 * }</pre>
 *
 * <p>Neither ever shows a setting's value (S3.7).
 */
@NullMarked
package io.slots.core.observe;

import org.jspecify.annotations.NullMarked;
