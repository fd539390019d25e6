package io.slots.form;

import com.google.common.base.CharMatcher;
import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.operation.Decision;
import io.slots.operation.Operation;
import io.slots.operation.RequestId;

/** An operation under way, in two halves: what never changes of it, and what does. */
final class OperationForm implements Form<Operation> {
  private static final CharMatcher FREE_TEXT =
      CharMatcher.inRange('a', 'z')
          .or(CharMatcher.inRange('A', 'Z'))
          .or(CharMatcher.inRange('0', '9'))
          .or(CharMatcher.anyOf("._-"))
          .negate();

  static final OperationForm FORM = new OperationForm();

  private OperationForm() {}

  /** Writes both halves, as the parts of one object. */
  @Override
  public void write(Operation value, Out out) {
    writeFacts(value, out);
    writeProgress(value, out);
  }

  @Override
  public Operation read(In in) {
    return read(in, in);
  }

  void writeFacts(Operation value, Out out) {
    out.text("id", value.id().value());
    out.text("requestId", value.requestId());
    out.text("app", value.app().spelling());
    out.object("task", value.task(), TaskForm.FORM);
    out.object("limits", value.limits(), LimitsForm.FORM);
    out.instant("startedAt", value.startedAt());
  }

  void writeProgress(Operation value, Out out) {
    out.text("engine", value.holder().toString());
    out.number("fencingToken", value.fencingToken());
    out.instant("resumedAt", value.resumedAt());
    out.instant("expiresAt", value.expiresAt());
    out.word("decision", value.decision());
    out.flag("cancelled", value.cancelled());
    out.object("position", value.position(), PositionForm.FORM);
    out.list("steps", value.steps(), StepTimeForm.FORM);
    out.list("attempts", value.attempts(), AttemptForm.FORM);
    out.list("provisioned", value.provisioned(), InstanceForm.FORM);
    out.texts("restarted", value.restarted());
    out.texts("degraded", value.degraded());
    out.text("reason", value.reason());
  }

  Operation read(In facts, In progress) {
    return Operation.builder()
        .id(facts.text("id", OperationId::of))
        .requestId(facts.optional("requestId", RequestId::of))
        .app(facts.text("app", AppName::of))
        .task(facts.object("task", TaskForm.FORM))
        .limits(facts.object("limits", LimitsForm.FORM))
        .startedAt(facts.instant("startedAt"))
        .holder(holder(progress))
        .fencingToken(progress.number("fencingToken"))
        .resumedAt(progress.optionalInstant("resumedAt"))
        .expiresAt(progress.optionalInstant("expiresAt"))
        .decision(progress.optionalWord("decision", Decision.class))
        .cancelled(progress.flag("cancelled", false))
        .position(progress.object("position", PositionForm.FORM))
        .steps(progress.list("steps", StepTimeForm.FORM))
        .attempts(progress.list("attempts", AttemptForm.FORM))
        .provisioned(progress.list("provisioned", InstanceForm.FORM))
        .restarted(progress.texts("restarted", InstanceId::of))
        .degraded(progress.texts("degraded", InstanceId::of))
        .reason(progress.optional("reason", it -> it))
        .build();
  }

  /** Form 1 had a text without rules. */
  private static EngineId holder(In progress) {
    return progress
        .optional("engine", EngineId::parse)
        .orElseGet(() -> EngineId.of(FREE_TEXT.replaceFrom(progress.text("holder"), '_'), "1"));
  }
}
