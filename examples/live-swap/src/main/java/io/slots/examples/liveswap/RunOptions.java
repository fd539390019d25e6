package io.slots.examples.liveswap;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run is to be like.
 *
 * @param v1 the command line of v1; empty for the bundled service
 * @param v2 the command line of v2; given if and only if v1's is
 * @param v3 the command line of the broken v3; empty for the bundled one
 * @param instances how many instances each slot has
 * @param connections how many connections ask production
 * @param pause how long each rests between an answer and its next request
 * @param paths what own services are asked for
 * @param hold how long the load runs between the operations
 * @param seed for what is drawn by lot
 * @param svg where the picture goes
 * @param directory where the instances' logs go
 */
record RunOptions(
    Optional<String> v1,
    Optional<String> v2,
    Optional<String> v3,
    int instances,
    int connections,
    Duration pause,
    List<String> paths,
    Duration hold,
    long seed,
    Path svg,
    Path directory) {
  /** Says whether the bundled service plays v1 and v2. */
  boolean isBundled() {
    return v1.isEmpty();
  }
}
