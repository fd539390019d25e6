package io.slots.testkit;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import org.junit.jupiter.api.Test;

class CallHistoryTest {
  private final SlotsTestKit kit = SlotsTestKit.create();

  @Test
  void noCalls_areNoTable() {
    assertThat(kit.history()).hasToString("Calls of the SPIs\n  there was none\n");
  }

  @Test
  void swap_isATableToRead() {
    kit.given(stagingAndProduction().workers(1));
    kit.swap(SHOP, STAGING);

    assertThat(kit.history().table())
        .isEqualTo(
            """
            Calls of the SPIs, oldest first (! has gone wrong)
              #    at        step                 call                                            what came of it
              -    --------  -------------------  ----------------------------------------------  ----------------------------------
              0    +0 ms     apply settings       restart shop-v2-op-4-1 as production            runs at 127.0.0.1:20001, after 1 s
              1    +1 s      await instances      GET / on shop-v2-op-4-1                         200, after 10 ms
              2    +1.01 s   warm up              GET / on shop-v2-op-4-1                         200, after 10 ms
              3    +1.02 s   update routing       route shop.localhost → shop-v2-op-4-1;          in force as 5.10, after 1 ms
                                                    shop-staging.localhost → shop-v1-op-3-1
              4    +1.021 s  drain former target  route shop.localhost → shop-v2-op-4-1;          in force as 5.20, after 1 ms
                                                    shop-staging.localhost → nothing
              5    +1.022 s  drain former target  drain [shop-v1-op-3-1]                          0 in flight, after 1 ms
              6    +1.023 s  repeat for source    restart shop-v1-op-3-1 as staging               runs at 127.0.0.1:20000, after 1 s
              7    +2.023 s  repeat for source    GET / on shop-v1-op-3-1                         200, after 10 ms
              8    +2.033 s  repeat for source    route shop.localhost → shop-v2-op-4-1;          in force as 5.30, after 1 ms
                                                    shop-staging.localhost → shop-v1-op-3-1
            """);
  }

  @Test
  void whatIsPolled_isOneRow() {
    kit.given(stagingAndProduction().workers(1));
    kit.router().inFlight(InstanceId.of("shop-v1-op-3-1"), 2);
    kit.swap(SHOP, STAGING);

    assertThat(kit.history().table().replaceAll("\\s+", " "))
        .containsPattern("drain \\[shop-v1-op-3-1\\] \\(\\d\\d\\d times\\)")
        .contains("2 in flight");
  }

  @Test
  void ofManyRows_theLastHundredAreShown() {
    kit.given(stagingAndProduction().workers(20));
    kit.swap(SHOP, STAGING);

    assertThat(kit.history().table()).contains("… 4 rows before these");
  }

  @Test
  void values_areNotShown() {
    kit.given(stagingAndProduction());
    kit.swap(SHOP, STAGING);

    assertThat(kit.history().table()).doesNotContain("database of");
    assertThat(kit.calls()).noneMatch(it -> it.toString().contains("database of"));
  }
}
