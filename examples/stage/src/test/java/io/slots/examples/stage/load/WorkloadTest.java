package io.slots.examples.stage.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.load.Ask.Kind;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkloadTest {
  @Test
  void bundled_sixteenConnections_halfOfThemAskForSlowAnswers() {
    List<Kind> kinds =
        Workload.bundled(16, 42).connections().stream().map(Workload.Connection::kind).toList();

    assertThat(kinds).filteredOn(Kind.SLOW::equals).hasSize(8);
    assertThat(kinds).filteredOn(Kind.STREAMED::equals).hasSize(2);
    assertThat(kinds).filteredOn(Kind.FAST::equals).hasSize(6);
  }

  @Test
  void bundled_oneConnection_asksForFastAnswers() {
    assertThat(Workload.bundled(1, 42).connections())
        .extracting(Workload.Connection::kind)
        .containsExactly(Kind.FAST);
  }

  @Test
  void slow_manyRequests_takeFromTwoHundredToEightHundredMilliseconds() {
    List<Long> millis =
        draw(Workload.bundled(2, 42), 5_000).stream()
            .map(it -> it.serviceTime().toMillis())
            .toList();

    assertThat(millis).allSatisfy(it -> assertThat(it).isBetween(200L, 800L));
    assertThat(millis).contains(200L, 800L);
  }

  @Test
  void slow_theSameSeed_drawsTheSameRequests() {
    assertThat(draw(Workload.bundled(2, 7), 50)).isEqualTo(draw(Workload.bundled(2, 7), 50));
    assertThat(draw(Workload.bundled(2, 7), 50)).isNotEqualTo(draw(Workload.bundled(2, 8), 50));
  }

  @Test
  void of_ownPaths_goesAroundThem() {
    assertThat(Workload.of(3, List.of("/a", "/b")).connections())
        .extracting(connection -> connection.next().get().path())
        .containsExactly("/a", "/b", "/a");
  }

  private static List<Ask> draw(Workload workload, int count) {
    Workload.Connection first = workload.connections().get(0);
    return IntStream.range(0, count).mapToObj(it -> first.next().get()).toList();
  }
}
