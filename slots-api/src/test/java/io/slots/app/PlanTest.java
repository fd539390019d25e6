package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PlanTest {
  @Test
  @DisplayName("S2.4 a plan has 1 to 100,000 workers")
  void of_workersOutOfRange_isRefused() {
    assertThat(Plan.premium(1).workers()).isEqualTo(1);
    assertThat(Plan.premium(100_000).workers()).isEqualTo(100_000);
    assertThat(refusal(2, 4, () -> Plan.premium(0)).problem()).isEqualTo("a plan of 0 workers");
    assertThat(refusal(2, 4, () -> Plan.premium(100_001)).problem()).contains("100001");
    refusal(2, 4, () -> Plan.premium(-1));
  }

  @Test
  void factories_giveTierAndWorkers() {
    assertThat(Plan.standard(3)).isEqualTo(Plan.of(PlanTier.STANDARD, 3));
    assertThat(Plan.premium(3)).isEqualTo(Plan.of(PlanTier.PREMIUM, 3));
    assertThat(Plan.builder().tier(PlanTier.FREE).build())
        .isEqualTo(
            Plan.builder().tier(PlanTier.FREE).os(OperatingSystem.WINDOWS).workers(1).build());
  }

  @Test
  void describe_tellsTierSystemAndWorkers() {
    assertThat(Plan.premium(1).describe()).isEqualTo("Premium (WINDOWS, 1 worker)");
    assertThat(
            Plan.builder()
                .tier(PlanTier.ELASTIC_PREMIUM)
                .os(OperatingSystem.LINUX)
                .workers(2)
                .build()
                .describe())
        .isEqualTo("Elastic Premium (LINUX, 2 workers)");
  }
}
