package io.slots.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * S9: long lives of an app, drawn from a seed. What a caller can do is done at any time, anything
 * fails now and then, engines die. A seed that fails is the name of its test. More lives: {@code
 * -Dslots.lives=300}.
 */
@Tag("sweep")
class RandomLifeTest {
  private static final int LIVES = Integer.getInteger("slots.lives", 120);
  private static final int DEEDS = 120;

  @TestFactory
  @DisplayName("S9 whatever is done, in whatever order, the app is whole afterwards")
  Stream<DynamicTest> lives_endWhole() {
    return LongStream.range(0, LIVES)
        .mapToObj(
            seed ->
                dynamicTest(
                    "seed " + seed,
                    () -> {
                      RandomLife life = new RandomLife(seed);
                      life.live(DEEDS);
                      assertThat(life.ended()).as("operations that ended").isGreaterThan(10);
                    }));
  }
}
