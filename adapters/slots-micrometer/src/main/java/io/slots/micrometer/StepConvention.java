package io.slots.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.slots.micrometer.SlotsObservation.DetailKey;
import io.slots.micrometer.SlotsObservation.TagKey;
import io.slots.operation.Direction;

/** How a step is called, and described by keys, unless the registry has another convention. */
final class StepConvention implements ObservationConvention<StepContext> {
  @Override
  public String getName() {
    return "slots.step";
  }

  @Override
  public String getContextualName(StepContext context) {
    return context.direction() == Direction.BACK
        ? "undo " + context.step()
        : context.step().toString();
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof StepContext;
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(StepContext context) {
    return KeyValues.of(
        TagKey.KIND.withValue(SlotsTag.text(context.operation().kind())),
        TagKey.STEP.withValue(SlotsTag.text(context.step())),
        TagKey.DIRECTION.withValue(SlotsTag.text(context.direction())));
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(StepContext context) {
    return KeyValues.of(
        DetailKey.APP.withValue(context.operation().app().toString()),
        DetailKey.OPERATION.withValue(context.operation().id().value()),
        DetailKey.INSTANCES.withValue(Integer.toString(context.instances())));
  }
}
