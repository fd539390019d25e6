package io.slots.examples.promote;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is to be like.
 *
 * @param instances how many instances each slot has
 * @param connections how many connections ask production
 * @param pause how long each rests between an answer and its next request
 * @param clients how many clients come while a share of the requests goes to staging
 * @param startUp how long an instance takes to start
 * @param warmUp how long it takes to warm up
 * @param hold how long the load runs between the acts
 * @param keepWarm for how long a swap keeps what left production warm
 * @param seed for what the load draws by lot
 * @param directory where the instances' logs go
 */
record RunOptions(
    int instances,
    int connections,
    Duration pause,
    int clients,
    Duration startUp,
    Duration warmUp,
    Duration hold,
    Duration keepWarm,
    long seed,
    Path directory) {}
