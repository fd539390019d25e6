package io.slots.operation;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {
  private record Limit<T>(
      BiFunction<Limits.Builder, T, Limits.Builder> set, Function<Limits, T> get) {}

  private static final Map<String, Limit<Duration>> DURATIONS =
      Map.of(
          "restart", new Limit<>(Limits.Builder::restart, Limits::restart),
          "retryPause", new Limit<>(Limits.Builder::retryPause, Limits::retryPause),
          "warmUpRequest", new Limit<>(Limits.Builder::warmUpRequest, Limits::warmUpRequest),
          "routing", new Limit<>(Limits.Builder::routing, Limits::routing),
          "drain", new Limit<>(Limits.Builder::drain, Limits::drain),
          "drainPause", new Limit<>(Limits.Builder::drainPause, Limits::drainPause),
          "overall", new Limit<>(Limits.Builder::overall, Limits::overall));

  private static final Map<String, Limit<Integer>> NUMBERS =
      Map.of(
          "timeoutsBeforeRestart",
          new Limit<>(Limits.Builder::timeoutsBeforeRestart, Limits::timeoutsBeforeRestart),
          "timeoutsBeforeFailure",
          new Limit<>(Limits.Builder::timeoutsBeforeFailure, Limits::timeoutsBeforeFailure),
          "routingTries",
          new Limit<>(Limits.Builder::routingTries, Limits::routingTries),
          "parallelism",
          new Limit<>(Limits.Builder::parallelism, Limits::parallelism));

  private static <T> Limit<T> limit(Map<String, Limit<T>> limits, String name) {
    return java.util.Objects.requireNonNull(limits.get(name), name);
  }

  @Test
  @DisplayName("S4.4 S4.11 the documented defaults")
  void defaults_areAsDocumented() {
    Limits limits = Limits.defaults();

    assertThat(limits.restart()).isEqualTo(Duration.ofSeconds(230));
    assertThat(limits.retryPause()).isEqualTo(Duration.ofMillis(500));
    assertThat(limits.warmUpRequest()).isEqualTo(Duration.ofSeconds(90));
    assertThat(limits.timeoutsBeforeRestart()).isEqualTo(3);
    assertThat(limits.timeoutsBeforeFailure()).isEqualTo(5);
    assertThat(limits.warmUpStatuses()).isEqualTo(WarmUpStatuses.AS_SETTINGS_SAY);
    assertThat(limits.routing()).isEqualTo(Duration.ofSeconds(30));
    assertThat(limits.routingTries()).isEqualTo(5);
    assertThat(limits.drain()).isEqualTo(Duration.ofSeconds(30));
    assertThat(limits.drainPause()).isEqualTo(Duration.ofMillis(50));
    assertThat(limits.overall()).isEqualTo(Duration.ofMinutes(30));
    assertThat(limits.parallelism()).isEqualTo(Integer.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "restart",
        "retryPause",
        "warmUpRequest",
        "routing",
        "drain",
        "drainPause",
        "overall"
      })
  @DisplayName("S4.11 a duration is more than zero and 30 days at most")
  void duration_outOfRange_isRefused(String name) {
    Limit<Duration> limit = limit(DURATIONS, name);
    Duration month = Duration.ofDays(30);

    assertThat(limit.get().apply(limit.set().apply(Limits.builder(), month).build()))
        .isEqualTo(month);
    assertThat(limit.get().apply(limit.set().apply(Limits.builder(), Duration.ofNanos(1)).build()))
        .isEqualTo(Duration.ofNanos(1));
    assertThat(refusal(4, 11, () -> limit.set().apply(Limits.builder(), Duration.ZERO).build()))
        .satisfies(
            refusal -> {
              assertThat(refusal.problem()).isEqualTo("limit " + name + " of PT0S");
              assertThat(refusal.accepted()).isEqualTo("more than zero, 30 days at most");
            });
    refusal(4, 11, () -> limit.set().apply(Limits.builder(), Duration.ofNanos(-1)).build());
    refusal(4, 11, () -> limit.set().apply(Limits.builder(), month.plusNanos(1)).build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"timeoutsBeforeRestart", "timeoutsBeforeFailure", "routingTries", "parallelism"})
  @DisplayName("S4.11 a number is 1 or more")
  void number_outOfRange_isRefused(String name) {
    Limit<Integer> limit = limit(NUMBERS, name);

    assertThat(limit.get().apply(limit.set().apply(Limits.builder(), 1).build())).isEqualTo(1);
    assertThat(refusal(4, 11, () -> limit.set().apply(Limits.builder(), 0).build()))
        .satisfies(
            refusal -> {
              assertThat(refusal.problem()).isEqualTo("limit " + name + " of 0");
              assertThat(refusal.accepted()).isEqualTo("1 or more");
            });
    refusal(4, 11, () -> limit.set().apply(Limits.builder(), -1).build());
  }

  @Test
  @DisplayName("S4.11 limits are varied from others")
  void toBuilder_variesOne() {
    Limits strict =
        Limits.defaults().toBuilder().warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY).build();

    assertThat(strict.warmUpStatuses()).isEqualTo(WarmUpStatuses.SUCCESS_ONLY);
    assertThat(strict.restart()).isEqualTo(Limits.defaults().restart());
  }
}
