package io.slots.examples.stage.verdict;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which versions the production host could answer with, at each moment. Between the moment when the
 * router is asked and the one when it confirms, both the old and the new one are right; before it
 * only the old one, afterwards only the new one. Thread-safe.
 */
public final class ProductionTimeline {
  private final List<RouteChange> changes = new ArrayList<>();

  /** The router is about to be asked to lead production to {@code version}, and to that alone. */
  public RouteChange begin(String version, long now) {
    return begin(version, Set.of(), now);
  }

  /**
   * The router is about to be asked to lead production to {@code version}, and shares of its
   * requests to others.
   */
  public synchronized RouteChange begin(String version, Set<Candidate> sharing, long now) {
    RouteChange change = new RouteChange(version, sharing, now, OptionalLong.empty());
    changes.add(change);
    return change;
  }

  /** The router has confirmed {@code change}. */
  public synchronized void confirm(RouteChange change, long now) {
    changes.replaceAll(it -> it.equals(change) ? it.confirmedAt(now) : it);
  }

  /** The router has refused {@code change}: it never was in force. */
  public synchronized void refuse(RouteChange change) {
    changes.remove(change);
  }

  /** The changes up to now, in their order. */
  public synchronized List<RouteChange> changes() {
    return List.copyOf(changes);
  }

  /** The moments when production went from one version to another, and to which. */
  public synchronized List<RouteChange> switches() {
    List<RouteChange> switches = new ArrayList<>();
    String version = "";
    for (RouteChange change : changes) {
      if (change.confirmed().isPresent() && !change.version().equals(version)) {
        if (!version.isEmpty()) {
          switches.add(change);
        }
        version = change.version();
      }
    }
    return switches;
  }

  /** The version that production is confirmed to have now; empty if none is. */
  public synchronized String current() {
    for (int i = changes.size() - 1; i >= 0; i--) {
      if (changes.get(i).confirmed().isPresent()) {
        return changes.get(i).version();
      }
    }
    return "";
  }

  /** What may have answered a request that was begun and ended then. */
  synchronized Set<Candidate> possible(long begun, long ended) {
    Set<Candidate> possible = new LinkedHashSet<>();
    for (int i = changes.size() - 1; i >= 0; i--) {
      RouteChange change = changes.get(i);
      if (change.begun() - ended <= 0) {
        possible.addAll(change.candidates());
      }
      if (change.isConfirmedBy(begun)) {
        break;
      }
    }
    return possible;
  }
}
