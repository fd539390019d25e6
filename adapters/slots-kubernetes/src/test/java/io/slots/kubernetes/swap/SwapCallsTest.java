package io.slots.kubernetes.swap;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.kubernetes.swap.Rig.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.Joiner;
import io.slots.kubernetes.route.Front;
import io.slots.kubernetes.server.ApiCall;
import io.slots.operation.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A swap, and what it asks of the API server, counted and listed in {@code target/swap-calls.txt}.
 */
final class SwapCallsTest {
  /** On any API server, also where nobody counts. */
  @Test
  void swap_ofTwoSlotsWithTwoInstancesEach_exchangesWhatIsServed() {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      assertThat(rig.served(PRODUCTION)).contains("v1");

      assertThat(rig.swap()).isInstanceOf(Outcome.Completed.class);

      assertThat(rig.served(PRODUCTION)).contains("v2");
      assertThat(rig.served(STAGING)).contains("v1");
    }
  }

  @Test
  void swap_ofTwoSlotsWithTwoInstancesEach_isCounted() throws IOException {
    try (Rig rig = new Rig(0, Front.ingress("fake")).withTwoSlots()) {
      assertThat(rig.served(PRODUCTION)).contains("v1");
      rig.server.forget();

      Outcome outcome = rig.swap();

      List<ApiCall> calls = rig.server.calls();
      assertThat(outcome).isInstanceOf(Outcome.Completed.class);
      assertThat(rig.served(PRODUCTION)).contains("v2");
      assertThat(rig.served(STAGING)).contains("v1");
      TreeMap<String, Long> counts =
          calls.stream()
              .collect(
                  Collectors.groupingBy(
                      it -> it.verb() + " " + it.kind(), TreeMap::new, Collectors.counting()));
      Files.writeString(
          Path.of("target", "swap-calls.txt"),
          Joiner.on('\n').withKeyValueSeparator("  ").join(counts)
              + "\n\n"
              + Joiner.on('\n').join(calls)
              + "\n");
      // The switch; the former target withdrawn, and back again, one instance after the other.
      assertThat(
              calls.stream().filter(it -> it.toString().equals("PUT configmaps/slots-routes.shop")))
          .hasSizeBetween(3, 4)
          .hasSize(counts.getOrDefault("PATCH ingresses", 0L).intValue());
      assertThat(counts)
          .containsEntry("PUT deployments", 4L) // Each instance is restarted once.
          .containsEntry("POST secrets", 4L) // With new settings,
          .containsEntry("DELETE secrets", 4L) // in the place of the former ones.
          .containsEntry("PUT secrets", 7L); // What the engine stores.
    }
  }
}
