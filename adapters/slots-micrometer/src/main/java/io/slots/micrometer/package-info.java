/**
 * What happens in operations, for Micrometer: {@link io.slots.micrometer.SlotsMetrics} measures,
 * {@link io.slots.micrometer.SlotsObservations} makes observations, of which a tracing bridge makes
 * spans. Both are listeners to give to the engine:
 *
 * <pre>{@code
 * Slots.builder()
 *     .listener(SlotsMetrics.of(meterRegistry))
 *     .listener(SlotsObservations.of(observationRegistry))…
 * }</pre>
 *
 * <p>What is measured is listed in {@link io.slots.micrometer.SlotsMeter}, what is observed in
 * {@link io.slots.micrometer.SlotsObservation}. Neither ever shows a setting's value (S3.7).
 */
@NullMarked
package io.slots.micrometer;

import org.jspecify.annotations.NullMarked;
