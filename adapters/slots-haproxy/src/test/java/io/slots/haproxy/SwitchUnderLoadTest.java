package io.slots.haproxy;

import static io.slots.haproxy.Waits.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients that never retry, while two slots are switched to and fro. */
@SharedHaproxy
class SwitchUnderLoadTest {
  private static final int SWITCHES = 200;

  /** For which switch each side serves at present; answers carry it. */
  private final List<AtomicInteger> serving = List.of(new AtomicInteger(), new AtomicInteger(1));

  @Test
  @DisplayName("S4.5 no request is dropped, or answered by the old side after the switch")
  void switches_underLoad_dropNothingAndAnswerNothingStale(TestHaproxy haproxy) throws Exception {
    try (Rig rig = new Rig(haproxy)) {
      List<TestInstance> sides =
          List.of(
              rig.instance("0", () -> serving.get(0).toString()),
              rig.instance("1", () -> serving.get(1).toString()));
      rig.publish(
          Tables.of("shop", 1).production(sides.get(0).get()).slot("staging", sides.get(1).get()));
      try (Load load = Load.start(rig.haproxy.port, 12)) {
        for (int number = 1; number <= SWITCHES; number++) {
          TestInstance coming = sides.get(number % 2);
          TestInstance leaving = sides.get((number + 1) % 2);
          serving.get(number % 2).set(number);
          rig.publish(
              Tables.of("shop", number + 1)
                  .production(coming.get())
                  .slot("staging", leaving.get()));
          load.confirmed(number);
          if (number % 20 == 0) {
            int before = load.answered();
            await().atMost(TestHaproxy.PATIENCE).until(() -> load.answered() > before + 50);
          }
        }
        load.stop();
        assertThat(load.failures()).isEmpty();
        assertThat(load.answered()).isGreaterThan(500);
      }
    }
  }
}
