package io.slots.benchmarks.peers;

import io.slots.benchmarks.floor.HandWrittenApp;
import io.slots.benchmarks.floor.Platform;
import io.slots.benchmarks.floor.SwapStep;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.failure.ActivityFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Saga;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Temporal on its own test environment, which keeps everything in memory: a workflow with an
 * activity for each step, and a saga that puts back. A real one stores each of its events in a
 * cluster's database.
 */
final class Temporal implements Contender {
  private static final String QUEUE = "swaps";

  /** A swap. */
  @WorkflowInterface
  public interface SwapWorkflow {
    /** Swaps. */
    @WorkflowMethod
    void swap(int app);
  }

  /** Its steps. */
  @ActivityInterface
  public interface SwapActivities {
    /** Runs a step. */
    void run(int app, String step);

    /** Puts back what was done before the switch. */
    void putBack(int app);
  }

  /** The workflow. */
  public static final class SwapInSteps implements SwapWorkflow {
    private final SwapActivities activities =
        Workflow.newActivityStub(
            SwapActivities.class,
            ActivityOptions.newBuilder().setStartToCloseTimeout(Duration.ofMinutes(1)).build());

    @Override
    public void swap(int app) {
      Saga saga = new Saga(new Saga.Options.Builder().build());
      try {
        saga.addCompensation(activities::putBack, app);
        for (SwapStep step : SwapStep.values()) {
          if (!step.isPutBack()) {
            saga = new Saga(new Saga.Options.Builder().build());
          }
          activities.run(app, step.name());
        }
      } catch (ActivityFailure e) {
        saga.compensate();
        throw e;
      }
    }
  }

  private record Activities(Platform platform, List<HandWrittenApp> apps)
      implements SwapActivities {
    @Override
    public void run(int app, String step) {
      SwapStep.valueOf(step).run(apps.get(app), platform);
    }

    @Override
    public void putBack(int app) {
      SwapStep.putBack(apps.get(app), platform);
    }
  }

  private final TestWorkflowEnvironment environment = TestWorkflowEnvironment.newInstance();

  Temporal(Platform platform, int apps) {
    Worker worker = environment.newWorker(QUEUE);
    worker.registerWorkflowImplementationTypes(SwapInSteps.class);
    worker.registerActivitiesImplementations(
        new Activities(platform, IntStream.range(0, apps).mapToObj(HandWrittenApp::new).toList()));
    environment.start();
  }

  @Override
  public CompletionStage<?> swap(int app) {
    SwapWorkflow workflow =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                SwapWorkflow.class, WorkflowOptions.newBuilder().setTaskQueue(QUEUE).build());
    return WorkflowClient.execute(workflow::swap, app);
  }

  @Override
  public void close() {
    environment.close();
  }
}
