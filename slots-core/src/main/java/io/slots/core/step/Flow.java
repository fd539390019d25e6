package io.slots.core.step;

import io.slots.operation.AppDeletion;
import io.slots.operation.Deletion;
import io.slots.operation.Deployment;
import io.slots.operation.Repair;
import io.slots.operation.Rerouting;
import io.slots.operation.Scaling;
import io.slots.operation.Settling;
import io.slots.operation.Sharing;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import io.slots.operation.Task;
import java.util.List;
import java.util.Optional;

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
          new AwaitDecision(swap),
          new RecheckInstances(swap),
          new InitializeLocalCache(swap),
          new WarmUp(swap),
          new UpdateRouting(swap),
          new ResetKeys(swap),
          new DrainFormerTarget(Former.of(swap)),
          new RepeatForSource(Former.of(swap)));
    }
    if (task instanceof Settling settling) {
      Optional<Former> former = Optional.of(Former.of(settling));
      return new Flow(List.of(new DrainFormerTarget(former), new RepeatForSource(former)), -1);
    }
    if (task instanceof Deployment deployment) {
      return until(
          StepName.UPDATE_ROUTING,
          new ProvisionInstances(List.of(deployment.batch())),
          new AwaitNewInstances(List.of(deployment.batch())),
          new WarmUpNewInstances(List.of(deployment.batch())),
          new RouteDeployment(deployment),
          new DrainInstances(Leaving.replaced(deployment)),
          new EndInstances(Leaving.replacedOfLibrary(deployment)));
    }
    if (task instanceof Scaling scaling) {
      return until(
          StepName.UPDATE_ROUTING,
          new ProvisionInstances(scaling.batches()),
          new AwaitNewInstances(scaling.batches()),
          new WarmUpNewInstances(scaling.batches()),
          new RouteScaling(scaling),
          new DrainInstances(scaling.surplus()),
          new EndInstances(scaling.surplus()));
    }
    if (task instanceof Deletion deletion) {
      return until(
          StepName.UPDATE_ROUTING,
          new WithdrawSlot(deletion),
          new DrainInstances(Leaving.all(deletion.former().stream())),
          new EndInstances(Leaving.madeByLibrary(deletion.former().stream())));
    }
    if (task instanceof AppDeletion deletion) {
      return until(
          StepName.UPDATE_ROUTING,
          new WithdrawApp(),
          new DrainInstances(Leaving.all(deletion.former().stream())),
          new EndInstances(Leaving.madeByLibrary(deletion.former().stream())));
    }
    if (task instanceof Repair repair) {
      return new Flow(List.of(new DrainDegraded(repair), new RestartInstances(repair)), -1);
    }
    if (task instanceof Rerouting rerouting) {
      if (rerouting.sharing().isPresent()) {
        Sharing sharing = rerouting.sharing().get();
        return until(StepName.UPDATE_ROUTING, new WarmUpShares(sharing), new RouteShares(sharing));
      }
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
