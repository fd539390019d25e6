package io.slots.spi;

import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import java.util.concurrent.CompletionStage;

/**
 * Asks instances for a sign of life. See the package for threading, failure, repetition and
 * fencing.
 */
@FunctionalInterface
public interface HealthProbe {
  /**
   * Asks once, and completes within the probe's time-out with what came of it. A bad status, a
   * refused connection and silence are answers, not failures.
   */
  CompletionStage<ProbeAnswer> probe(Probe probe, Call call);
}
