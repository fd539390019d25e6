package io.slots.core.loop;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.core.rules.Succession;
import io.slots.core.time.Scheduler;
import io.slots.spi.SlotStore;
import java.util.function.Supplier;

/**
 * What every operation of an engine uses.
 *
 * @param scheduler time and threads
 * @param store where the aggregate is kept
 * @param effects the embedder's SPIs
 * @param announcer tells the listeners
 * @param succession what an app goes on with by itself
 * @param ids where the identities of operations come from
 * @param engine the engine
 * @param lease the engine's lease
 */
public record Surroundings(
    Scheduler scheduler,
    SlotStore store,
    Effects effects,
    Announcer announcer,
    Succession succession,
    Supplier<OperationId> ids,
    EngineId engine,
    Lease lease) {}
