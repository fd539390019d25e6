package io.slots.form;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.RequestId;

/** The report of an operation that has ended. */
final class ReportForm implements Form<EndedOperation> {
  static final ReportForm FORM = new ReportForm();

  private ReportForm() {}

  @Override
  public void write(EndedOperation value, Out out) {
    out.text("id", value.id().value());
    out.text("requestId", value.requestId());
    out.text("app", value.app().spelling());
    out.word("kind", value.kind());
    out.texts("slots", value.slots());
    out.text("description", value.description());
    out.instant("startedAt", value.startedAt());
    out.instant("endedAt", value.endedAt());
    out.word("ending", value.ending());
    out.text("reason", value.reason());
    out.list("steps", value.steps(), StepTimeForm.FORM);
    out.list("attempts", value.attempts(), AttemptForm.FORM);
    out.texts("degraded", value.degraded());
    out.text("followedBy", value.followedBy());
  }

  @Override
  public EndedOperation read(In in) {
    return EndedOperation.builder()
        .id(in.text("id", OperationId::of))
        .requestId(in.optional("requestId", RequestId::of))
        .app(in.text("app", AppName::of))
        .kind(in.word("kind", OperationKind.class))
        .slots(in.texts("slots", SlotName::of))
        .description(in.text("description"))
        .startedAt(in.instant("startedAt"))
        .endedAt(in.instant("endedAt"))
        .ending(in.word("ending", Ending.class))
        .reason(in.optional("reason", it -> it))
        .steps(in.list("steps", StepTimeForm.FORM))
        .attempts(in.list("attempts", AttemptForm.FORM))
        .degraded(in.texts("degraded", InstanceId::of))
        .followedBy(in.optional("followedBy", OperationId::of))
        .build();
  }
}
