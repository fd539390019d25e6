package io.slots.kubernetes.route;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import java.util.Map;
import java.util.Set;

/**
 * Counts what is in flight on instances, by means that the embedder has: the statistics of its
 * ingress controller, or an endpoint of its pods. May block; a failure means "not known".
 */
@FunctionalInterface
public interface InFlight {
  /**
   * How many requests each of {@code instances} has not finished. One that is left out has none.
   */
  Map<InstanceId, Integer> count(AppName app, Set<InstanceId> instances);
}
