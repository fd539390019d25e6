package io.slots.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.SlotName;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** S4.11: each limit can be changed alone. */
class LimitsChangeTest {
  private static final Duration OTHER = Duration.ofSeconds(17);

  /** An engine's, none of which is as it is shipped. */
  private static final Limits ENGINE =
      Limits.builder()
          .restart(Duration.ofSeconds(1))
          .retryPause(Duration.ofSeconds(2))
          .warmUpRequest(Duration.ofSeconds(3))
          .timeoutsBeforeRestart(4)
          .timeoutsBeforeFailure(6)
          .warmUpStatuses(WarmUpStatuses.SUCCESS_ONLY)
          .routing(Duration.ofSeconds(7))
          .routingTries(8)
          .drain(Duration.ofSeconds(9))
          .drainPause(Duration.ofSeconds(10))
          .overall(Duration.ofSeconds(11))
          .previewExpiry(Duration.ofSeconds(12))
          .keepWarm(Duration.ofSeconds(13))
          .parallelism(14)
          .build();

  static Map<String, UnaryOperator<LimitsChange.Builder>> changes() {
    Map<String, UnaryOperator<LimitsChange.Builder>> changes = new TreeMap<>();
    changes.put("restart", it -> it.restart(OTHER));
    changes.put("retryPause", it -> it.retryPause(OTHER));
    changes.put("warmUpRequest", it -> it.warmUpRequest(OTHER));
    changes.put("timeoutsBeforeRestart", it -> it.timeoutsBeforeRestart(5));
    changes.put("timeoutsBeforeFailure", it -> it.timeoutsBeforeFailure(7));
    changes.put("warmUpStatuses", it -> it.warmUpStatuses(WarmUpStatuses.AS_SETTINGS_SAY));
    changes.put("routing", it -> it.routing(OTHER));
    changes.put("routingTries", it -> it.routingTries(17));
    changes.put("drain", it -> it.drain(OTHER));
    changes.put("drainPause", it -> it.drainPause(OTHER));
    changes.put("overall", it -> it.overall(OTHER));
    changes.put("previewExpiry", it -> it.previewExpiry(OTHER));
    changes.put("keepWarm", it -> it.keepWarm(OTHER));
    changes.put("parallelism", it -> it.parallelism(17));
    return changes;
  }

  static Stream<String> limits() {
    return Arrays.stream(Limits.class.getDeclaredMethods())
        .filter(it -> it.getParameterCount() == 0)
        .filter(it -> !java.lang.reflect.Modifier.isStatic(it.getModifiers()))
        .map(Method::getName)
        .filter(it -> !List.of("check", "toBuilder").contains(it));
  }

  private static Map<String, Object> values(Limits limits) {
    return limits().collect(Collectors.toMap(it -> it, it -> value(limits, it)));
  }

  private static Object value(Limits limits, String name) {
    try {
      return Limits.class.getMethod(name).invoke(limits);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  @ParameterizedTest
  @MethodSource("limits")
  @DisplayName("S4.11 a request that changes one limit leaves the engine's others")
  void oneLimit_isChangedAlone(String name) {
    LimitsChange change =
        java.util.Objects.requireNonNull(changes().get(name)).apply(LimitsChange.builder()).build();

    Limits changed = change.appliedTo(ENGINE);

    Map<String, Object> others = values(ENGINE);
    assertThat(value(changed, name)).isNotEqualTo(others.remove(name));
    assertThat(values(changed)).containsAllEntriesOf(others);
  }

  @Test
  @DisplayName("S4.11 nothing named is nothing changed; all named is all changed")
  void noneAndAll() {
    assertThat(LimitsChange.none().appliedTo(ENGINE)).isEqualTo(ENGINE);
    assertThat(LimitsChange.to(Limits.defaults()).appliedTo(ENGINE)).isEqualTo(Limits.defaults());
    assertThat(LimitsChange.to(ENGINE).appliedTo(Limits.defaults())).isEqualTo(ENGINE);
  }

  @Test
  @DisplayName("S4.11 a request may do without what the engine's limits have")
  void without() {
    LimitsChange without = LimitsChange.builder().noKeepWarm(true).noPreviewExpiry(true).build();

    assertThat(without.appliedTo(ENGINE))
        .isEqualTo(
            ENGINE.toBuilder().keepWarm(Optional.empty()).previewExpiry(Optional.empty()).build());
  }

  @Test
  @DisplayName(
      "S4.11 what is out of range, or contradicts itself, is refused as soon as it is made")
  void badChanges_areRefused() {
    assertRefused(LimitsChange.builder().drain(Duration.ZERO), "limit drain of PT0S");
    assertRefused(LimitsChange.builder().parallelism(0), "limit parallelism of 0");
    assertRefused(
        LimitsChange.builder().keepWarm(OTHER).noKeepWarm(true), "keepWarm of PT17S, and none");
    assertRefused(
        LimitsChange.builder().previewExpiry(OTHER).noPreviewExpiry(true),
        "previewExpiry of PT17S, and none");
  }

  private static void assertRefused(LimitsChange.Builder change, String problem) {
    assertThatThrownBy(change::build)
        .isInstanceOfSatisfying(
            RefusedException.class, it -> assertThat(it.refusal().rule()).isEqualTo(Rule.of(4, 11)))
        .hasMessageContaining(problem);
  }

  @Test
  @DisplayName("S4.11 requests change nothing unless told, and all limits if these are given whole")
  void requests() {
    AppName app = AppName.of("shop");
    SlotName slot = SlotName.of("staging");
    LimitsChange all = LimitsChange.to(ENGINE);

    assertThat(SwapRequest.of(app, slot).limits()).isEqualTo(LimitsChange.none());
    assertThat(SwapRequest.builder().app(app).source(slot).limits(ENGINE).build().limits())
        .isEqualTo(all);
    assertThat(VersionRequest.of(app, "v1").limits()).isEqualTo(LimitsChange.none());
    assertThat(VersionRequest.builder().app(app).version("v1").limits(ENGINE).build().limits())
        .isEqualTo(all);
    assertThat(DeploymentRequest.of(app, slot, Content.of("v1")).limits())
        .isEqualTo(LimitsChange.none());
    assertThat(
            DeploymentRequest.builder()
                .app(app)
                .slot(slot)
                .content(Content.of("v1"))
                .limits(ENGINE)
                .build()
                .limits())
        .isEqualTo(all);
  }
}
