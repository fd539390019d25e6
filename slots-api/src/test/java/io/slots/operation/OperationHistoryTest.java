package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class OperationHistoryTest {
  private static final AppName SHOP = AppName.of("shop");
  private static final SlotName STAGING = SlotName.of("staging");
  private static final InstanceId ONE = InstanceId.of("shop-v1-1");
  private static final InstanceId TWO = InstanceId.of("shop-v1-2");
  private static final InstanceId NEW = InstanceId.of("shop-v2-1");
  private static final Instant NINE = Instant.parse("2026-05-04T09:00:00.000Z");

  private static EndedOperation.Builder swap(String id, Instant startedAt, Duration took) {
    return EndedOperation.builder()
        .id(OperationId.of(id))
        .app(SHOP)
        .kind(OperationKind.SWAP)
        .addSlots(STAGING, SlotName.PRODUCTION)
        .description("swap staging into production")
        .startedAt(startedAt)
        .endedAt(startedAt.plus(took));
  }

  private static StepTime step(StepName step, Direction direction, long from, long to) {
    return StepTime.of(step, direction, NINE.plusMillis(from), NINE.plusMillis(to));
  }

  private static Attempt attempt(
      InstanceId instance, StepName step, String what, String result, boolean ok, long millis) {
    return Attempt.builder()
        .instance(instance)
        .step(step)
        .direction(Direction.FORWARD)
        .what(what)
        .result(result)
        .ok(ok)
        .at(NINE)
        .took(Duration.ofMillis(millis))
        .build();
  }

  private static final EndedOperation DEGRADED =
      swap("op-3", NINE, Duration.ofMillis(125_120))
          .ending(Ending.COMPLETED_SOURCE_DEGRADED)
          .requestId(RequestId.of("release 7"))
          .reason("restart shop-v1-2 as staging: no answer in 230 s")
          .addDegraded(TWO, ONE)
          .followedBy(OperationId.of("op-4"))
          .addSteps(
              step(StepName.APPLY_SETTINGS, Direction.FORWARD, 0, 1_312),
              step(StepName.WARM_UP, Direction.FORWARD, 1_312, 1_342),
              step(StepName.REPEAT_FOR_SOURCE, Direction.FORWARD, 1_342, 125_120))
          .addAttempts(
              attempt(
                  NEW,
                  StepName.APPLY_SETTINGS,
                  "restart shop-v2-1 as production",
                  "runs at http://127.0.0.1:8001",
                  true,
                  1_312),
              attempt(
                  ONE,
                  StepName.REPEAT_FOR_SOURCE,
                  "restart shop-v1-1 as staging",
                  "exit code 1\nin its start",
                  false,
                  90),
              attempt(NEW, StepName.WARM_UP, "GET / on shop-v2-1", "200", true, 30),
              attempt(
                  TWO,
                  StepName.REPEAT_FOR_SOURCE,
                  "restart shop-v1-2 as staging",
                  "no answer in 230 s",
                  false,
                  230_000))
          .build();

  private static final EndedOperation REVERTED =
      swap("op-2", NINE.minusSeconds(3600), Duration.ofMillis(1_312))
          .ending(Ending.REVERTED)
          .reason(
              "shop-v2-1 answered GET / with status 500; accepted: [200, 202]; shop-v2-2 answered"
                  + " GET / with status 503; accepted: [200, 202]")
          .addSteps(
              step(StepName.WARM_UP, Direction.FORWARD, 0, 250),
              step(StepName.APPLY_SETTINGS, Direction.BACK, 250, 1_250))
          .build();

  private static final EndedOperation DEPLOYED =
      EndedOperation.builder()
          .id(OperationId.of("op-1"))
          .app(SHOP)
          .kind(OperationKind.DEPLOYMENT)
          .addSlots(STAGING)
          .description("deploy größer-名前 to staging")
          .startedAt(Instant.parse("2026-05-03T23:59:59.999Z"))
          .endedAt(Instant.parse("2026-05-04T00:00:00.011Z"))
          .ending(Ending.COMPLETED)
          .build();

  @Test
  @DisplayName("S8.1 history is a table, newest first: when, what, how it ended, how long, and why")
  void toString_isATable() {
    assertThat(OperationHistory.of(SHOP, List.of(DEGRADED, REVERTED, DEPLOYED)))
        .hasToString(
            """
            History of shop, newest first
              started               operation                      ended                       took       id
              --------------------  -----------------------------  --------------------------  ---------  ----
              2026-05-04T09:00:00Z  swap staging into production   completed, source degraded  2 min 5 s  op-3
                                    why: restart shop-v1-2 as staging: no answer in 230 s
                                    degraded: shop-v1-1, shop-v1-2
              2026-05-04T08:00:00Z  swap staging into production   reverted                    1.3 s      op-2
                                    why: shop-v2-1 answered GET / with status 500; accepted: [200, 202]; shop-v2-2 answered GET /
                                      with status 503; accepted: [200, 202]
              2026-05-03T23:59:59Z  deploy größer-名前 to staging  completed                   12 ms      op-1
            """);
  }

  @Test
  @DisplayName("S8.1 of an app of which nothing has ended, that is told")
  void toString_empty_tellsIt() {
    OperationHistory none = OperationHistory.of(SHOP, List.of());

    assertThat(none)
        .hasToString(
            """
            History of shop, newest first
              nothing has ended yet
            """);
    assertThat(none.latest()).isEmpty();
  }

  @Test
  @DisplayName("S8.1 history is data, too")
  void history_isData() {
    OperationHistory history = OperationHistory.of(SHOP, List.of(DEGRADED, REVERTED));

    assertThat(history.app()).isEqualTo(SHOP);
    assertThat(history).containsExactly(DEGRADED, REVERTED);
    assertThat(history.latest()).contains(DEGRADED);
    assertThat(history.find(OperationId.of("op-2"))).contains(REVERTED);
    assertThat(history.find(OperationId.of("op-9"))).isEmpty();
    assertThat(history).isEqualTo(OperationHistory.of(SHOP, List.of(DEGRADED, REVERTED)));
  }

  @Test
  @DisplayName("S8.1 S4.4 a report has its steps with times, and each instance's attempts")
  void table_ofOne_tellsAll() {
    assertThat(DEGRADED.table())
        .isEqualTo(
            """
            swap staging into production of shop: completed, source degraded
              id           op-3
              request      release 7
              started      2026-05-04T09:00:00.000Z
              ended        2026-05-04T09:02:05.120Z
              took         2 min 5 s
              why          restart shop-v1-2 as staging: no answer in 230 s
              degraded     shop-v1-1, shop-v1-2
              followed by  op-4

            Steps
              step               began                     took
              -----------------  ------------------------  ---------
              apply settings     2026-05-04T09:00:00.000Z  1.3 s
              warm up            2026-05-04T09:00:01.312Z  30 ms
              repeat for source  2026-05-04T09:00:01.342Z  2 min 4 s

            Attempts on instances (! has failed)
                 instance   step               what                             result                         took
                 ---------  -----------------  -------------------------------  -----------------------------  ----------
                 shop-v2-1  apply settings     restart shop-v2-1 as production  runs at http://127.0.0.1:8001  1.3 s
                            warm up            GET / on shop-v2-1               200                            30 ms
              !  shop-v1-1  repeat for source  restart shop-v1-1 as staging     exit code 1\\nin its start      90 ms
              !  shop-v1-2  repeat for source  restart shop-v1-2 as staging     no answer in 230 s             3 min 50 s
            """);
  }

  @Test
  @DisplayName("S8.1 what was undone is told apart from what was done")
  void table_reverted_tellsWhatWasUndone() {
    assertThat(REVERTED.table())
        .contains(
            """
            Steps
              step                  began                     took
              --------------------  ------------------------  ------
              warm up               2026-05-04T09:00:00.000Z  250 ms
              undo: apply settings  2026-05-04T09:00:00.250Z  1 s
            """)
        .doesNotContain("Attempts");
  }

  @Test
  @DisplayName("S8.1 a report without steps is its facts")
  void table_ofTheLeast_isItsFacts() {
    assertThat(DEPLOYED.table())
        .isEqualTo(
            """
            deploy größer-名前 to staging of shop: completed
              id       op-1
              started  2026-05-03T23:59:59.999Z
              ended    2026-05-04T00:00:00.011Z
              took     12 ms
            """);
  }
}
