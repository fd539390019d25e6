package io.slots.testkit.sweep;

import static io.slots.testkit.sweep.Scenarios.anyCall;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** S9.6: the sweep can fail. A disk that forgets what was acknowledged makes it. */
@Tag("sweep")
class PlantedDiskFaultTest {
  @Test
  @DisplayName("S9.6 a skipped fsync shows when the process dies before the next call")
  void skippedFsync_isNoticed() {
    assertThat(badEnds(true)).isZero();
    assertThat(badEnds(false)).isPositive();
  }

  private static long badEnds(boolean honest) {
    int calls = play(honest).endsWhole().calls().size();
    return IntStream.range(0, calls).filter(call -> endsBadly(honest, call)).count();
  }

  private static boolean endsBadly(boolean honest, int call) {
    try {
      play(honest).with(kit -> anyCall(kit, call).times(1).crashBefore()).endsWhole();
      return false;
    } catch (AssertionError | RuntimeException noticed) {
      return true;
    }
  }

  private static Play play(boolean honest) {
    return new Play(
        Repertoire.SWAP,
        Cast.ONE_ENGINE,
        honest ? SimulatedDisk.honest() : SimulatedDisk.skippingFsync());
  }
}
