package io.slots.examples.liveswap.picture;

import io.slots.examples.stage.verdict.Judged;
import io.slots.examples.stage.verdict.Phase;
import io.slots.examples.stage.verdict.RouteChange;
import java.util.List;

/**
 * What the picture shows.
 *
 * @param phases the phases of the run; the first begins the picture
 * @param exchanges the requests
 * @param switches when production went from one version to another
 * @param steps the steps of all operations
 */
public record Timeline(
    List<Phase> phases, List<Judged> exchanges, List<RouteChange> switches, List<StepSpan> steps) {
  /** Copies the lists. */
  public Timeline {
    phases = List.copyOf(phases);
    exchanges = List.copyOf(exchanges);
    switches = List.copyOf(switches);
    steps = List.copyOf(steps);
  }

  /** A moment of {@link System#nanoTime()} as seconds from the start of the picture. */
  double seconds(long moment) {
    return (moment - phases.get(0).from()) / 1e9;
  }

  /** How long the picture is, in seconds. */
  double length() {
    return seconds(phases.get(phases.size() - 1).to());
  }
}
