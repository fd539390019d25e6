package io.slots.examples.stage.verdict;

import io.slots.examples.stage.load.Exchange;
import java.util.Optional;

/**
 * An exchange, and what is to be said of it.
 *
 * @param exchange the exchange
 * @param version which version answered; empty if it failed
 * @param fault what was wrong with it, failure or wrong content; empty if nothing was
 */
public record Judged(Exchange exchange, Optional<String> version, Optional<String> fault) {
  /** Says whether it was not answered. */
  public boolean isFailed() {
    return version.isEmpty();
  }

  /** Says whether it was answered, but by what may not have answered. */
  public boolean isWrong() {
    return version.isPresent() && fault.isPresent();
  }
}
