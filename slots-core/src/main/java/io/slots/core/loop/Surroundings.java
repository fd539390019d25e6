package io.slots.core.loop;

import io.slots.core.time.Scheduler;

/**
 * What every operation of an engine uses.
 *
 * @param scheduler time and threads
 * @param store where the aggregate is kept
 * @param effects the embedder's SPIs
 * @param announcer tells the listeners
 * @param holder the engine's name
 */
public record Surroundings(
    Scheduler scheduler,
    PunctualStore store,
    Effects effects,
    Announcer announcer,
    String holder) {}
