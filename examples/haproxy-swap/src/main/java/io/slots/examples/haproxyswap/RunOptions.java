package io.slots.examples.haproxyswap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What a run is to be like.
 *
 * @param haproxy the HAProxy to start, if there is one
 * @param instances how many instances each slot has
 * @param connections how many connections ask production
 * @param hold how long the load runs between the operations
 * @param seed for what is drawn by lot
 * @param directory in which the run makes its own, which it deletes
 */
record RunOptions(
    Optional<Path> haproxy,
    int instances,
    int connections,
    Duration hold,
    long seed,
    Path directory) {}
