package io.slots.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.core.Slots;
import io.slots.effect.ProbeAnswer;
import io.slots.operation.Limits;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * S9: simulated worlds in which everything goes wrong. More of them, for longer: {@code
 * -Dslots.seeds=1000 -Dslots.minutes=30}, from another seed than 0 on: {@code -Dslots.firstSeed=…}.
 */
class SimulationTest {
  private static final long FIRST = Long.getLong("slots.firstSeed", 0);
  private static final long SEEDS = Long.getLong("slots.seeds", 20);
  private static final SimulationOptions OPTIONS =
      SimulationOptions.builder()
          .length(Duration.ofMinutes(Long.getLong("slots.minutes", 10)))
          .build();

  /** Before it is asked for anything: what the worlds of all seeds have seen together. */
  private static SimulationReport seen = SimulationReport.NONE;

  @TestFactory
  @DisplayName("S9.1 S9.2 S9.3 S9.4 S9.6 S4.5 in every world, whatever happens")
  Stream<DynamicTest> everySeed_holdsEveryRule() {
    Simulation simulation = Simulation.of(OPTIONS);
    return LongStream.range(FIRST, FIRST + SEEDS)
        .mapToObj(
            seed ->
                dynamicTest(
                    "seed " + seed,
                    () -> {
                      SimulationReport report = simulation.run(seed);
                      assertThat(report.swaps()).isPositive();
                      assertThat(report.requests()).isPositive();
                      seen = seen.plus(report);
                    }));
  }

  @AfterAll
  static void tell() {
    System.out.println(seen);
  }

  @Test
  @DisplayName("the same seed gives the same world, event by event, and another one another")
  void sameSeed_sameTrace() {
    Simulation simulation = Simulation.of(OPTIONS);

    List<String> trace = simulation.trace(7);

    assertThat(trace).hasSizeGreaterThan(500).isEqualTo(simulation.trace(7));
    assertThat(trace).isNotEqualTo(simulation.trace(8));
  }

  @Test
  @DisplayName("S9.1 an engine whose probe lies is found out; what is told repeats it")
  void plantedBug_isFoundAndRepeated() {
    Simulation lying =
        Simulation.of(
            OPTIONS,
            engine ->
                engine.probe(
                    (probe, call) ->
                        CompletableFuture.completedFuture(new ProbeAnswer.Responded(200))));

    assertThatThrownBy(() -> lying.run(3))
        .isInstanceOfSatisfying(
            SimulationFailure.class,
            failure -> {
              assertThat(failure.rule()).startsWith("S9.1");
              assertThat(failure.repetition()).startsWith("Simulation.of(options).replay(3L, \"");
              assertThat(failure)
                  .hasMessageContaining("lines of the script")
                  .hasMessageContaining("to repeat it");
              String lines = failure.repetition().replaceAll(".*\"(.*)\".*", "$1");
              assertThatThrownBy(() -> lying.replay(3, lines))
                  .isInstanceOfSatisfying(
                      SimulationFailure.class,
                      again -> assertThat(again.rule()).isEqualTo(failure.rule()));
            });
  }

  @Test
  @DisplayName("a world in which nothing goes wrong reverts nothing")
  void fairWeather_completesEverything() {
    SimulationReport report =
        Simulation.of(
                SimulationOptions.builder()
                    .length(Duration.ofMinutes(10))
                    .troubleEvery(Duration.ZERO)
                    .build())
            .run(1);

    assertThat(report.troubles()).isEmpty();
    assertThat(report.operations().keySet()).contains("swap completed");
    assertThat(report.operations().keySet())
        .noneMatch(it -> it.contains("degraded") && it.startsWith("swap"));
  }

  @Test
  @DisplayName("engines are configured by whoever simulates them")
  void engines_ofYours() {
    UnaryOperator<Slots.Builder> yours =
        engine -> engine.limits(Limits.builder().drain(Duration.ofSeconds(25)).build());
    // tag::simulation[]
    Simulation simulation = Simulation.of(SimulationOptions.builder().apps(2).build(), yours);
    SimulationReport report = simulation.run(42);
    // end::simulation[]
    assertThat(report.swaps()).isPositive();
  }
}
