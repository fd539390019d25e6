package io.slots.server.arm;

import io.slots.operation.EndedOperation;
import io.slots.operation.StepName;
import io.slots.server.http.Trouble;
import java.util.Set;

/** How an operation that did not end as wanted is told: by the statuses that Azure has for it. */
final class Failures {
  /** The steps in which an instance may fail to answer. */
  private static final Set<StepName> ANSWERING =
      Set.of(
          StepName.AWAIT_INSTANCES,
          StepName.INITIALIZE_LOCAL_CACHE,
          StepName.WARM_UP,
          StepName.RECHECK_INSTANCES,
          StepName.RESTART_INSTANCES);

  private Failures() {}

  static Trouble of(EndedOperation ended) {
    boolean unanswered =
        ended.attempts().stream().anyMatch(it -> !it.ok() && ANSWERING.contains(it.step()));
    String text =
        "\""
            + ended.description()
            + "\" ended "
            + ended.ending()
            + ": "
            + ended.reason().orElse("no reason is known");
    return switch (ended.ending()) {
      case REVERTED, REVERTED_SOURCE_DEGRADED ->
          unanswered
              ? Trouble.of(417, "ExpectationFailed", text)
              : Trouble.of(400, "BadRequest", text);
      case REFUSED, COMPLETED, COMPLETED_SOURCE_DEGRADED -> Trouble.of(409, "Conflict", text);
    };
  }
}
