package io.slots.examples.stage.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProductionTimelineTest {
  private final ProductionTimeline timeline = new ProductionTimeline();

  @Test
  void switches_severalTablesOfOneVersion_countAsNone() {
    timeline.confirm(timeline.begin("v1", 0), 1);
    timeline.confirm(timeline.begin("v1", 2), 3);
    timeline.confirm(timeline.begin("v2", 4), 5);
    timeline.confirm(timeline.begin("v2", 6), 7);

    assertThat(timeline.switches()).containsExactly(new RouteChange("v2", 4, OptionalLong.of(5)));
  }

  @Test
  void current_aChangeUnderWay_isTheVersionConfirmedLast() {
    assertThat(timeline.current()).isEmpty();
    timeline.confirm(timeline.begin("v1", 0), 1);
    RouteChange change = timeline.begin("v2", 2);
    assertThat(timeline.current()).isEqualTo("v1");
    timeline.confirm(change, 3);
    assertThat(timeline.current()).isEqualTo("v2");
  }
}
