package io.slots.app;

import com.google.common.collect.ImmutableList;
import io.slots.settings.Settings;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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

  /**
   * The effective settings that the instances were last started with. A slot that was configured
   * since holds others, which its instances get when they are restarted next. Empty if it is not
   * known, or not the same for all of them; a swap then restarts them.
   */
  Optional<Settings> settings();

  /**
   * Whether the library had the instances made, so that it ends them when nothing needs them any
   * more; instances that the embedder gave are the embedder's to end.
   */
  @Value.Default
  default boolean madeByLibrary() {
    return false;
  }

  /**
   * Whether the instances may still work on requests of a host that led to them before and does no
   * more, because nobody has waited for those: after a switch that restarts none of them (S4.9),
   * after a traffic rule was taken back, and where a route of theirs was never confirmed. They are
   * drained before they are restarted next.
   */
  @Value.Default
  default boolean undrained() {
    return false;
  }

  /** Returns {@code content} run by {@code instances}; with what they were started is not known. */
  static Deployed of(Content content, Collection<Instance> instances) {
    return ImmutableDeployed.of(content, instances);
  }

  /** Returns {@code content} run by {@code instances}, which were started with {@code settings}. */
  static Deployed of(Content content, Collection<Instance> instances, Settings settings) {
    return ImmutableDeployed.builder()
        .content(content)
        .addAllInstances(instances)
        .settings(settings)
        .build();
  }

  /** Returns this with {@code settings} as what the instances were last started with. */
  default Deployed startedWith(Settings settings) {
    return isStartedWith(settings)
        ? this
        : ImmutableDeployed.builder().from(this).settings(settings).build();
  }

  /**
   * Says whether the instances are known to have been started with {@code settings}, all of them.
   */
  default boolean isStartedWith(Settings settings) {
    return settings().filter(settings::equals).isPresent();
  }

  /** Returns this as what was started with settings that are not the same for all instances. */
  default Deployed startedVariously() {
    return ImmutableDeployed.builder().from(this).settings(Optional.empty()).build();
  }

  /** Returns this as what the library had made, or as what the embedder gave. */
  default Deployed withMadeByLibrary(boolean made) {
    return ImmutableDeployed.builder().from(this).madeByLibrary(made).build();
  }

  /** Returns this as what may have requests of another host in flight, or as what has none. */
  default Deployed withUndrained(boolean undrained) {
    return undrained == undrained()
        ? this
        : ImmutableDeployed.builder().from(this).undrained(undrained).build();
  }

  /** Returns this with other instances. */
  default Deployed withInstances(Collection<Instance> instances) {
    return ImmutableDeployed.builder().from(this).instances(instances).build();
  }

  /** Returns this with each instance changed. */
  default Deployed withEach(UnaryOperator<Instance> change) {
    ImmutableList.Builder<Instance> all = ImmutableList.builderWithExpectedSize(instances().size());
    for (Instance instance : instances()) {
      all.add(change.apply(instance));
    }
    List<Instance> changed = all.build();
    return changed.equals(instances()) ? this : withInstances(changed);
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
    return latest.isEmpty()
        ? this
        : withEach(instance -> latest.getOrDefault(instance.id(), instance));
  }
}
