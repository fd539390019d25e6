package io.slots.form;

import io.slots.operation.AppDeletion;
import io.slots.operation.Deletion;
import io.slots.operation.Deployment;
import io.slots.operation.OperationKind;
import io.slots.operation.Repair;
import io.slots.operation.Rerouting;
import io.slots.operation.Scaling;
import io.slots.operation.Settling;
import io.slots.operation.Swap;
import io.slots.operation.Task;

/** The facts of an operation, of whatever kind: the kind stands first. */
final class TaskForm implements Form<Task> {
  static final TaskForm FORM = new TaskForm();

  private TaskForm() {}

  @Override
  public void write(Task value, Out out) {
    out.word("kind", value.kind());
    switch (value.kind()) {
      case SWAP -> SwapForm.FORM.write((Swap) value, out);
      case DEPLOYMENT, RESTART -> DeploymentForm.FORM.write((Deployment) value, out);
      case REPAIR -> RepairForm.FORM.write((Repair) value, out);
      case SETTLING -> SettlingForm.FORM.write((Settling) value, out);
      case SCALING -> ScalingForm.FORM.write((Scaling) value, out);
      case DELETION -> DeletionForm.FORM.write((Deletion) value, out);
      case APP_DELETION -> AppDeletionForm.FORM.write((AppDeletion) value, out);
      case REROUTING -> ReroutingForm.FORM.write((Rerouting) value, out);
    }
  }

  @Override
  public Task read(In in) {
    return switch (in.word("kind", OperationKind.class)) {
      case SWAP -> SwapForm.FORM.read(in);
      case DEPLOYMENT, RESTART -> DeploymentForm.FORM.read(in);
      case REPAIR -> RepairForm.FORM.read(in);
      case SETTLING -> SettlingForm.FORM.read(in);
      case SCALING -> ScalingForm.FORM.read(in);
      case DELETION -> DeletionForm.FORM.read(in);
      case APP_DELETION -> AppDeletionForm.FORM.read(in);
      case REROUTING -> ReroutingForm.FORM.read(in);
    };
  }
}
