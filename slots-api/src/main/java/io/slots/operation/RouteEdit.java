package io.slots.operation;

import io.slots.app.HostName;
import io.slots.app.InstanceId;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A change of where the requests for one host go, as a preview foresees it.
 *
 * @param step the step that makes it
 * @param host the host
 * @param before the instances that get its requests until then
 * @param after the instances that get them from then on
 */
public record RouteEdit(
    StepName step, HostName host, List<InstanceId> before, List<InstanceId> after) {
  private static final int INSTANCES_SHOWN = 4;

  /** Copies the lists. */
  public RouteEdit {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** Says what changes, for people: {@code shop.localhost: shop-v1-1 → shop-v2-1}. */
  public String describe() {
    return host + ": " + list(before) + " → " + list(after);
  }

  private static String list(List<InstanceId> instances) {
    if (instances.isEmpty()) {
      return "no instance";
    }
    int more = instances.size() - INSTANCES_SHOWN;
    return instances.stream()
            .limit(INSTANCES_SHOWN)
            .map(InstanceId::value)
            .collect(Collectors.joining(", "))
        + (more > 0 ? " and " + more + " more" : "");
  }
}
