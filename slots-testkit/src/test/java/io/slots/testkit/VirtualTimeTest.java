package io.slots.testkit;

import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final VirtualTime time = VirtualTime.create();
  private final List<String> done = new ArrayList<>();

  private void in(Duration delay, String what) {
    time.after(delay, () -> done.add(what));
  }

  @Test
  void time_standsStillUntilTheTestSaysOtherwise() {
    in(Duration.ofSeconds(1), "a second later");
    time.execute(() -> done.add("at once"));

    assertThat(time.now()).isEqualTo(START);
    assertThat(done).isEmpty();
    time.settle();
    assertThat(done).containsExactly("at once");
    assertThat(time.now()).isEqualTo(START);
    time.advance(Duration.ofMillis(999));
    assertThat(done).containsExactly("at once");
    time.advance(Duration.ofMillis(1));
    assertThat(done).containsExactly("at once", "a second later");
    assertThat(time.now()).isEqualTo(START.plusSeconds(1));
  }

  @Test
  void tasks_runInTheOrderOfTheirTime_thenOfTheirComing() {
    in(Duration.ofSeconds(2), "c");
    in(Duration.ofSeconds(1), "a");
    in(Duration.ofSeconds(1), "b");

    time.advance(Duration.ofSeconds(2));
    assertThat(done).containsExactly("a", "b", "c");
  }

  @Test
  void await_letsTimePassUntilThen_andNoLonger() {
    CompletableFuture<String> stage = new CompletableFuture<>();
    time.after(Duration.ofDays(30), () -> stage.complete("a month later"));
    in(Duration.ofDays(31), "too late");

    assertThat(time.await(stage)).isEqualTo("a month later");
    assertThat(time.now()).isEqualTo(START.plus(Duration.ofDays(30)));
    assertThat(done).isEmpty();
  }

  @Test
  void await_throwsWhatTheStageFailsWith() {
    assertThatThrownBy(
            () -> time.await(CompletableFuture.failedFuture(new ArithmeticException("by zero"))))
        .isInstanceOf(ArithmeticException.class)
        .hasMessage("by zero");
  }

  @Test
  void timerThatIsCancelled_doesNotGoOff() {
    time.after(Duration.ofSeconds(1), () -> done.add("cancelled")).cancel();

    time.advance(Duration.ofMinutes(1));
    assertThat(done).isEmpty();
  }

  @Test
  void clockThatIsSet_movesNoTimer() {
    in(Duration.ofSeconds(10), "ten seconds later");

    time.setClock(Duration.ofHours(-3));
    assertThat(time.now()).isEqualTo(START.minus(Duration.ofHours(3)));
    assertThat(time.nanoTime()).isZero();
    time.advance(Duration.ofSeconds(10));
    assertThat(done).hasSize(1);
    assertThat(time.nanoTime()).isEqualTo(Duration.ofSeconds(10).toNanos());
  }

  @Test
  void invariant_isLookedAtAfterEveryTask() {
    time.afterEachTask(() -> done.add("looked"));
    in(Duration.ofSeconds(1), "a");
    in(Duration.ofSeconds(2), "b");

    time.advance(Duration.ofMinutes(1));
    assertThat(done).containsExactly("a", "looked", "b", "looked");
  }

  @Test
  void nothingLeftToHappen_isToldAtOnce() {
    in(Duration.ofSeconds(5), "the last thing");

    assertThatThrownBy(() -> time.await(new CompletableFuture<>()))
        .isInstanceOf(StalledException.class)
        .hasMessageStartingWith(
            """
            nothing is left to happen at 2026-01-01T00:00:05Z, and what is waited for has not happened
            Who waits for what
              nobody: no operation is under way, and no call is unanswered

            What would happen next
              nothing: no timer is pending
            """);
  }

  private void tickForEver() {
    time.after(Duration.ofHours(1), this::tickForEver, () -> "engine-1");
  }

  @Test
  void timeThatPassesForEver_isToldWhenPatienceEnds() {
    tickForEver();
    assertThatThrownBy(() -> time.runUntil(() -> false))
        .isInstanceOf(StalledException.class)
        .hasMessageStartingWith(
            "100 d have passed, it is 2026-04-11T00:00:00Z, and what is waited");

    time.patience(Duration.ofDays(2));
    assertThatThrownBy(() -> time.runUntil(() -> false))
        .hasMessageStartingWith("2 d have passed")
        .hasMessageContaining("What would happen next\n  in 1 h  engine-1\n");
    assertThatThrownBy(() -> time.runUntil(() -> false, Duration.ofHours(5)))
        .hasMessageStartingWith("5 h have passed");
  }

  @Test
  void hours_passWithAllThatHappensInThem() {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.given(io.slots.testkit.fixture.AppFixture.stagingAndProduction());
    kit.platform().restartTakes(Duration.ofMinutes(3));

    assertThat(kit.swap(SlotsTestKit.SHOP, SlotsTestKit.STAGING))
        .completed()
        .tookAtMost(Duration.ofMinutes(7));
    assertThat(kit.time().now()).isAfter(START.plus(Duration.ofMinutes(6)));
  }
}
