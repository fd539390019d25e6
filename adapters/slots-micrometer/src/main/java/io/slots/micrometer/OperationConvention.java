package io.slots.micrometer;

import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.slots.micrometer.SlotsObservation.DetailKey;
import io.slots.micrometer.SlotsObservation.TagKey;
import io.slots.operation.EndedOperation;

/**
 * How an operation is called, and described by keys, unless the registry has another convention.
 */
final class OperationConvention implements ObservationConvention<OperationContext> {
  @Override
  public String getName() {
    return "slots.operation";
  }

  @Override
  public String getContextualName(OperationContext context) {
    return context.kind().toString();
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof OperationContext;
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(OperationContext context) {
    return KeyValues.of(
        TagKey.KIND.withValue(SlotsTag.text(context.kind())),
        TagKey.ENDING.withValue(ending(context)),
        TagKey.TAKEN_OVER.withValue(Boolean.toString(context.takenOver())));
  }

  private static String ending(OperationContext context) {
    return context.lost()
        ? "lost"
        : context
            .report()
            .map(report -> SlotsTag.text(report.ending()))
            .orElse(KeyValue.NONE_VALUE);
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(OperationContext context) {
    return KeyValues.of(
        DetailKey.APP.withValue(context.app().toString()),
        DetailKey.OPERATION.withValue(context.id().value()),
        DetailKey.DESCRIPTION.withValue(context.description()),
        DetailKey.REASON.withValue(
            context.report().flatMap(EndedOperation::reason).orElse(KeyValue.NONE_VALUE)));
  }
}
