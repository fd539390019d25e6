package io.slots.app;

import com.google.common.collect.ImmutableList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.immutables.value.Value;

/**
 * Content and the instances that run it. This is what changes places in a swap: the slots keep
 * their names and hosts, and the instances go where their content goes.
 */
@Value.Immutable
public interface Deployed {
  /** What runs. */
  @Value.Parameter
  Content content();

  /** The instances that run it. */
  @Value.Parameter
  List<Instance> instances();

  /** Returns {@code content} run by {@code instances}. */
  static Deployed of(Content content, Collection<Instance> instances) {
    return ImmutableDeployed.of(content, instances);
  }

  /** The instances that may get requests. */
  default List<Instance> readyInstances() {
    List<Instance> instances = instances();
    for (Instance instance : instances) {
      if (!instance.ready()) {
        return instances.stream().filter(Instance::ready).collect(ImmutableList.toImmutableList());
      }
    }
    return instances;
  }

  /** The instances that may not: those that a failed restart left behind. */
  default List<Instance> degradedInstances() {
    return instances().stream()
        .filter(instance -> !instance.ready())
        .collect(ImmutableList.toImmutableList());
  }

  /** Returns this with what {@code latest} knows of its instances: address, and whether ready. */
  default Deployed updated(Map<InstanceId, Instance> latest) {
    List<Instance> updated =
        instances().stream()
            .map(instance -> latest.getOrDefault(instance.id(), instance))
            .collect(Collectors.toList());
    return updated.equals(instances()) ? this : of(content(), updated);
  }
}
