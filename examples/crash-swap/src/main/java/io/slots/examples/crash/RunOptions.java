package io.slots.examples.crash;

import io.slots.examples.crash.orchestrator.StoreAddress;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is to be like.
 *
 * @param kills how often an orchestrator is killed or made to stand still
 * @param store what the store is in
 * @param instances how many instances each slot has
 * @param connections how many connections ask production
 * @param pause how long each rests between an answer and its next request
 * @param lease for how long an orchestrator may be silent before another takes over
 * @param seed for what is drawn by lot
 * @param directory where the store and the logs go
 */
record RunOptions(
    int kills,
    StoreAddress.Kind store,
    int instances,
    int connections,
    Duration pause,
    Duration lease,
    long seed,
    Path directory) {}
