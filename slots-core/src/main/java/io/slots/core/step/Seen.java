package io.slots.core.step;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What was seen in this step so far, of one instance or of the app as a whole.
 *
 * @param now the time
 * @param since when the step began to work on it
 * @param sightings the effects that have ended, in their order; there is none under way
 */
public record Seen(Instant now, Instant since, List<Sighting> sightings) {
  /** The last of the sightings. */
  public Optional<Sighting> last() {
    return sightings.isEmpty()
        ? Optional.empty()
        : Optional.of(sightings.get(sightings.size() - 1));
  }

  /** Says whether nothing was seen yet. */
  public boolean nothing() {
    return sightings.isEmpty();
  }

  /** What was seen after the sighting of that index. */
  Seen after(int index) {
    return new Seen(now, since, sightings.subList(index + 1, sightings.size()));
  }
}
