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
   * refused connection, one that is closed, what is not HTTP, and silence are answers, not
   * failures; the stage never fails for what the instance does.
   *
   * <p>The instance is asked directly, at its address, for the path as it stands; the request bears
   * the public host name in {@code Host} or {@code X-Forwarded-Host}. A redirect is an answer and
   * is not followed (S4.4), a bad status is not asked for again (P5), and no answer is remembered.
   * No reason shows the path's query, which may hold a key (S3.7).
   */
  CompletionStage<ProbeAnswer> probe(Probe probe, Call call);
}
