package io.slots.examples.stage.verdict;

import java.util.OptionalLong;

/**
 * The production host was led to a version.
 *
 * @param version the version
 * @param begun when the router was asked; of {@link System#nanoTime()}
 * @param confirmed when it had confirmed; empty if it has not. Of {@link System#nanoTime()}
 */
public record RouteChange(String version, long begun, OptionalLong confirmed) {
  boolean isConfirmedBy(long moment) {
    return confirmed.isPresent() && confirmed.getAsLong() - moment <= 0;
  }
}
