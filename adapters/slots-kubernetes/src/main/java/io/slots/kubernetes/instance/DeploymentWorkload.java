package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentBuilder;
import io.fabric8.kubernetes.api.model.apps.DeploymentCondition;
import io.fabric8.kubernetes.api.model.apps.DeploymentStatus;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A Deployment of one replica, whose pod is ended before the next one begins. */
final class DeploymentWorkload implements Workload<Deployment> {
  /**
   * When the start before had failed. The cluster goes on saying so for a while after it has seen
   * the next change.
   */
  private static final String FORMER = "slots.io/former-deadline-exceeded";

  private final Duration progressDeadline;

  DeploymentWorkload(Duration progressDeadline) {
    this.progressDeadline = progressDeadline;
  }

  @Override
  public Class<Deployment> type() {
    return Deployment.class;
  }

  @Override
  public Deployment desired(Pattern pattern, Optional<Deployment> present) {
    return present
        .map(DeploymentBuilder::new)
        .orElseGet(
            () ->
                new DeploymentBuilder()
                    .withNewMetadata()
                    .withName(pattern.name())
                    .endMetadata()
                    .withNewSpec()
                    .withNewSelector()
                    .withMatchLabels(pattern.selector())
                    .endSelector()
                    .endSpec())
        .editMetadata()
        .addToLabels(pattern.labels())
        .addToAnnotations(pattern.annotations())
        .addToAnnotations(
            FORMER, present.flatMap(DeploymentWorkload::exceeded).map(it -> time(it)).orElse(""))
        .endMetadata()
        .editSpec()
        .withReplicas(pattern.replicas())
        .withRevisionHistoryLimit(0)
        .withProgressDeadlineSeconds((int) Math.max(1, progressDeadline.toSeconds()))
        .withNewStrategy()
        .withType("Recreate")
        .endStrategy()
        .withTemplate(pattern.template())
        .endSpec()
        .build();
  }

  /** The order of the questions is {@code kubectl}'s. */
  @Override
  public Progress progress(Deployment present) {
    DeploymentStatus status = present.getStatus();
    if (status == null
        || status.getObservedGeneration() == null
        || status.getObservedGeneration() < present.getMetadata().getGeneration()) {
      return new Progress.Under("the cluster has not seen the change yet");
    }
    Optional<DeploymentCondition> failed =
        exceeded(present)
            .filter(it -> !time(it).equals(present.getMetadata().getAnnotations().get(FORMER)));
    if (failed.isPresent()) {
      return new Progress.Failed(
          "no progress within its deadline of " + progressDeadline.toSeconds() + " s");
    }
    if (count(status.getUpdatedReplicas()) < 1) {
      return new Progress.Under("the new pod is not there yet");
    }
    if (count(status.getReplicas()) > count(status.getUpdatedReplicas())) {
      return new Progress.Under("the former pod has not ended yet");
    }
    if (count(status.getAvailableReplicas()) < 1) {
      return new Progress.Under("the new pod is not available yet");
    }
    return new Progress.Done();
  }

  private static Optional<DeploymentCondition> exceeded(Deployment deployment) {
    return deployment.getStatus() == null
        ? Optional.empty()
        : deployment.getStatus().getConditions().stream()
            .filter(
                it ->
                    "Progressing".equals(it.getType())
                        && "ProgressDeadlineExceeded".equals(it.getReason()))
            .findFirst();
  }

  private static String time(DeploymentCondition condition) {
    return Objects.requireNonNullElse(condition.getLastUpdateTime(), "never");
  }

  private static int count(@Nullable Integer replicas) {
    return Objects.requireNonNullElse(replicas, 0);
  }
}
