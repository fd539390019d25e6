package io.slots.core.step;

import io.slots.operation.Deployment;
import io.slots.operation.Repair;
import io.slots.operation.Rerouting;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import io.slots.operation.Task;
import java.util.List;

/**
 * The steps of an operation, in the documented order.
 *
 * @param steps the steps
 * @param pointOfNoReturn the index of the step after which the operation is carried to its end;
 *     before and in it, a failure turns the operation back. -1 if there is nothing to turn back to
 */
public record Flow(List<Step> steps, int pointOfNoReturn) {
  /** Returns the steps of {@code task}. */
  public static Flow of(Task task) {
    if (task instanceof Swap swap) {
      return until(
          StepName.UPDATE_ROUTING,
          new DrainSource(swap),
          new ApplySettings(swap),
          new AwaitInstances(swap),
          new InitializeLocalCache(swap),
          new WarmUp(swap),
          new UpdateRouting(swap),
          new ResetKeys(swap),
          new DrainFormerTarget(swap),
          new RepeatForSource(swap));
    }
    if (task instanceof Deployment deployment) {
      return until(
          StepName.UPDATE_ROUTING,
          new ProvisionInstances(deployment),
          new AwaitNewInstances(deployment),
          new WarmUpNewInstances(deployment),
          new RouteDeployment(deployment),
          new DrainFormerInstances(deployment),
          new EndFormerInstances(deployment));
    }
    if (task instanceof Repair repair) {
      return new Flow(List.of(new RestartInstances(repair)), -1);
    }
    if (task instanceof Rerouting) {
      return new Flow(List.of(new PublishRoutesOfApp()), -1);
    }
    throw new IllegalArgumentException("no flow for " + task.kind());
  }

  private static Flow until(StepName pointOfNoReturn, Step... steps) {
    Flow flow = new Flow(List.of(steps), 0);
    return new Flow(flow.steps, flow.indexOf(pointOfNoReturn));
  }

  /** The place of a step in the list. */
  public int indexOf(StepName name) {
    for (int i = 0; i < steps.size(); i++) {
      if (steps.get(i).name() == name) {
        return i;
      }
    }
    throw new IllegalArgumentException("the operation has no step \"" + name + "\"");
  }

  /**
   * The first step at or after {@code index} that has something to do; the number of steps if none.
   */
  public int firstFrom(int index, Scene scene) {
    int i = index;
    while (i < steps.size() && !steps.get(i).applies(scene)) {
      i++;
    }
    return i;
  }

  /** The last step at or before {@code index} that has something to undo; -1 if none. */
  public int lastToUndo(int index, Scene scene) {
    int i = index;
    while (i >= 0 && !steps.get(i).undoes(scene)) {
      i--;
    }
    return i;
  }
}
