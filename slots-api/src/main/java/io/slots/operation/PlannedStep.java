package io.slots.operation;

import io.slots.effect.Effect;
import java.util.List;

/**
 * A step as a preview foresees it.
 *
 * @param step the step
 * @param effects what it will do, if everything answers well at once
 */
public record PlannedStep(StepName step, List<Effect> effects) {
  /** Copies the list. */
  public PlannedStep {
    effects = List.copyOf(effects);
  }
}
