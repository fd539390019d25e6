package io.slots.benchmarks.simulation;

import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;

import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.simulation.Simulation;
import io.slots.testkit.simulation.SimulationOptions;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Swaps a second on one thread, in virtual time: first by the engine and the kit's fakes alone,
 * then in simulated worlds with users, traffic and invariants, without trouble and with it.
 */
public final class SimulatedSwaps {
  private SimulatedSwaps() {}

  /** Measures. */
  public static void main(String[] ignored) {
    try (SlotsTestKit kit = SlotsTestKit.create()) {
      kit.given(stagingAndProduction());
      measure("on the kit, nothing else", 100_000, () -> swaps(kit));
    }
    measure("in worlds of the simulator, no trouble", 5_000, worlds(calm()));
    measure("in worlds of the simulator", 5_000, worlds(SimulationOptions.defaults()));
  }

  private static SimulationOptions calm() {
    return SimulationOptions.builder().troubleEvery(Duration.ZERO).build();
  }

  /** Six steps, four restarts: each slot has a sticky setting of its own. */
  private static long swaps(SlotsTestKit kit) {
    SwapRequest swap = SwapRequest.of(SlotsTestKit.SHOP, SlotsTestKit.STAGING);
    for (int i = 0; i < 100; i++) {
      Outcome outcome = kit.slots().swaps().swap(swap).await();
      if (!(outcome instanceof Outcome.Completed)) {
        throw new IllegalStateException(outcome.toString());
      }
    }
    kit.forget();
    return 100;
  }

  /** Runs the world of the next seed. */
  private static LongSupplier worlds(SimulationOptions options) {
    Simulation simulation = Simulation.of(options);
    long[] seed = {0};
    return () -> simulation.run(seed[0]++).swaps();
  }

  /**
   * Measures {@code number} swaps, after as many by which the compiler has learnt what to compile.
   */
  private static void measure(String what, long number, LongSupplier some) {
    OnOneThread.until(number, some);
    System.out.println(what + ": " + OnOneThread.until(number, some));
  }
}
