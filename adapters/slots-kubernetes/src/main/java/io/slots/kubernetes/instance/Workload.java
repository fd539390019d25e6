package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of object that runs one pod, and runs another when its template changes: {@link
 * #deployment}, or one of your own. Its objects may have fields of others; they are to be kept.
 *
 * @param <T> the kind
 */
public interface Workload<T extends HasMetadata> {
  /** The kind. */
  Class<T> type();

  /**
   * Returns the object as it is to be.
   *
   * @param present as it is now; empty if there is none yet
   */
  T desired(Pattern pattern, Optional<T> present);

  /** Says how far the object's last change is. */
  Progress progress(T present);

  /**
   * What an object is to be.
   *
   * @param name its name
   * @param labels its labels
   * @param annotations its annotations
   * @param selector the labels by which its pod is found; they never change
   * @param template the pod's template
   * @param replicas 0 or 1
   */
  record Pattern(
      String name,
      Map<String, String> labels,
      Map<String, String> annotations,
      Map<String, String> selector,
      PodTemplateSpec template,
      int replicas) {}

  /** How far a change is. */
  sealed interface Progress {
    /** It goes on; {@code state} says at what. */
    record Under(String state) implements Progress {}

    /** The one pod is there, of the present template, and available. */
    record Done() implements Progress {}

    /** It will not come to an end by itself, because of {@code reason}. */
    record Failed(String reason) implements Progress {}
  }

  /**
   * Deployments.
   *
   * @param progressDeadline after how long without progress a start has failed; whole seconds
   */
  static Workload<?> deployment(Duration progressDeadline) {
    return new DeploymentWorkload(progressDeadline);
  }
}
