package io.slots.form;

import io.slots.OperationId;
import io.slots.app.SlotName;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.RequestId;

/** A deployment that waits. */
final class QueuedForm implements Form<QueuedDeployment> {
  static final QueuedForm FORM = new QueuedForm();

  private QueuedForm() {}

  @Override
  public void write(QueuedDeployment value, Out out) {
    out.text("id", value.id().value());
    out.text("requestId", value.requestId());
    out.text("slot", value.slot().spelling());
    out.object("content", value.content(), ContentForm.FORM);
    out.list("given", value.given(), InstanceForm.FORM);
    out.object("limits", value.limits(), LimitsForm.FORM);
    out.instant("since", value.since());
  }

  @Override
  public QueuedDeployment read(In in) {
    return QueuedDeployment.builder()
        .id(in.text("id", OperationId::of))
        .requestId(in.optional("requestId", RequestId::of))
        .slot(in.text("slot", SlotName::of))
        .content(in.object("content", ContentForm.FORM))
        .given(in.list("given", InstanceForm.FORM))
        .limits(in.object("limits", LimitsForm.FORM))
        .since(in.instant("since"))
        .build();
  }
}
