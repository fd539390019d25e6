package io.slots.spi;

import io.slots.app.Instance;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;

/**
 * Turns blocking implementations into SPIs, in one line:
 *
 * <pre>{@code
 * InstanceRestarter restarter = Blocking.restarter(executor, (restart, call) -> sshRestart(restart));
 * }</pre>
 *
 * <p>The executor decides how many calls run at once, and in which order they begin; on JDK 21 and
 * later one of virtual threads fits. What is given has to be as good as an SPI otherwise: a later
 * restart of an instance takes the place of one that is under way, and is not undone by it. Fencing
 * tokens ({@link Call#fencingToken()}) it compares itself; {@link Fenced#fence} does nothing here.
 * Who wants more implements the SPI.
 */
public final class Blocking {
  private Blocking() {}

  /** Returns a restarter that runs {@code restart} on {@code executor}. */
  public static InstanceRestarter restarter(
      Executor executor, BiFunction<Restart, Call, Instance> restart) {
    return (effect, call) ->
        CompletableFuture.supplyAsync(() -> restart.apply(effect, call), executor);
  }

  /** Returns a probe that runs {@code probe} on {@code executor}. */
  public static HealthProbe probe(Executor executor, BiFunction<Probe, Call, ProbeAnswer> probe) {
    return (effect, call) ->
        CompletableFuture.supplyAsync(() -> probe.apply(effect, call), executor);
  }
}
