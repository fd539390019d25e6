package io.slots.effect;

import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import java.util.List;
import java.util.Optional;

/**
 * Where the requests for one host go.
 *
 * @param host the host
 * @param slot the slot whose host it is
 * @param content the content that the slot serves; empty means "nothing deployed here" (S1.4)
 * @param instances the instances that get the requests, evenly; none although there is content
 *     means "no healthy instance"
 * @param shares shares of this host's requests that go to other slots of the table (S7); only
 *     production has any
 */
public record Route(
    HostName host,
    SlotName slot,
    Optional<ContentId> content,
    List<Instance> instances,
    List<TrafficShare> shares) {
  /** Copies the lists. */
  public Route {
    instances = List.copyOf(instances);
    shares = List.copyOf(shares);
  }
}
