package io.slots.spi;

import io.slots.app.Instance;
import io.slots.effect.Restart;
import java.util.concurrent.CompletionStage;

/** Restarts instances. See the package for threading, failure, repetition and fencing. */
@FunctionalInterface
public interface InstanceRestarter extends Fenced {
  /**
   * Ends what the instance runs and starts it anew with exactly the settings of {@code restart}.
   *
   * <p>The stage completes when the instance runs with those settings, with the instance as it is
   * now: same identity, the address where it listens. That it answers requests is the {@link
   * HealthProbe}'s to find out, but a platform that knows that the instance has died, or will not
   * start, fails the stage and says why, so that nobody waits in vain.
   *
   * <p>Each call starts the instance anew, also where the settings are those that it has (S4.3),
   * and touches no other instance. A call for an instance that is being restarted takes the place
   * of the one before, also of one that hangs; the former's stage then ends too, in whichever way,
   * so that nobody waits in vain. The engine makes such a call only after one that it gave up on
   * (P3), or that an engine had made which is gone. What has failed once is tried anew when it is
   * asked for again.
   */
  CompletionStage<Instance> restart(Restart restart, Call call);
}
