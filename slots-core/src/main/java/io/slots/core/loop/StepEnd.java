package io.slots.core.loop;

import com.google.common.base.Joiner;
import com.google.common.collect.Sets;
import io.slots.app.Instance;
import io.slots.core.step.Findings;
import io.slots.operation.Deployment;
import io.slots.operation.Operation;
import io.slots.operation.Scaling;
import io.slots.operation.StepName;
import io.slots.operation.StepTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What an operation has learned when a step of it has ended (S8.1). */
final class StepEnd {
  private StepEnd() {}

  /** The operation after the step at which it stands, which {@code run} has driven. */
  static Operation of(Operation operation, StepRun run, Findings findings, Instant now) {
    return operation.toBuilder()
        .addSteps(
            StepTime.of(
                operation.position().step(),
                operation.position().direction(),
                operation.position().since(),
                now))
        .addAllAttempts(run.attempts())
        .addAllRestarted(run.restarted())
        .provisioned(provisioned(operation, findings))
        .degraded(Sets.union(operation.degraded(), findings.failed()).immutableCopy())
        .reason(joined(operation.reason(), findings.failed().isEmpty() ? List.of() : run.reasons()))
        .build();
  }

  /** The instances that were made, where they listen since they were restarted. */
  private static List<Instance> provisioned(Operation operation, Findings findings) {
    boolean makes = operation.task() instanceof Deployment || operation.task() instanceof Scaling;
    if (!makes || operation.isGoingBack()) {
      return operation.provisioned();
    }
    return operation.position().step() == StepName.PROVISION_INSTANCES
        ? findings.latest().values().stream().sorted(Comparator.comparing(Instance::id)).toList()
        : operation.provisioned().stream()
            .map(it -> findings.latest().getOrDefault(it.id(), it))
            .toList();
  }

  /** A reason with more reasons after it. */
  static Optional<String> joined(Optional<String> first, List<String> more) {
    if (more.isEmpty()) {
      return first;
    }
    String rest = Joiner.on("; ").join(more);
    return Optional.of(first.map(it -> it + "; " + rest).orElse(rest));
  }
}
