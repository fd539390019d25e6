package io.slots.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ShrinkingTest {
  private final Script script = Script.write(1, SimulationOptions.defaults());

  @Test
  void shrink_leavesWhatIsNeeded() {
    Script shrunk =
        new Shrinking(it -> it.numbers().containsAll(Set.of(3, 77, 400)), 1_000).shrink(script);

    assertThat(shrunk.numbers()).containsExactlyInAnyOrder(3, 77, 400);
  }

  @Test
  void shrink_ofWhatBreaksByItself_leavesNothing() {
    assertThat(new Shrinking(it -> true, 1_000).shrink(script).lines()).isEmpty();
  }

  @Test
  void shrink_triesNoMoreOftenThanItMay() {
    AtomicInteger tries = new AtomicInteger();

    Script shrunk =
        new Shrinking(
                it -> {
                  tries.incrementAndGet();
                  return it.numbers().contains(5);
                },
                10)
            .shrink(script);

    assertThat(tries).hasValueLessThanOrEqualTo(10);
    assertThat(shrunk.numbers()).contains(5).hasSizeLessThan(script.lines().size());
  }
}
