package io.slots.operation;

import static io.slots.Refusals.refusal;
import static io.slots.operation.WarmUpStatuses.AS_SETTINGS_SAY;
import static io.slots.operation.WarmUpStatuses.SUCCESS_ONLY;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.Content;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarmUpPlanTest {
  private static final Content V1 = Content.of("v1");

  private static WarmUpPlan plan(Setting... settings) {
    return WarmUpPlan.of(Settings.of(settings), V1, AS_SETTINGS_SAY);
  }

  private static Setting path(String value) {
    return Setting.of("WEBSITE_SWAP_WARMUP_PING_PATH", value);
  }

  private static Setting statuses(String value) {
    return Setting.of("WEBSITE_SWAP_WARMUP_PING_STATUSES", value);
  }

  @Test
  @DisplayName("S4.4 the path is / and any status is good, unless settings say otherwise")
  void of_noSettings_pingsTheRootAndAcceptsAny() {
    assertThat(plan().paths()).containsExactly("/");
    assertThat(plan().successOnly()).isFalse();
    assertThat(plan().accepted()).isEqualTo("any status");
    assertThat(IntStream.rangeClosed(100, 599)).allMatch(plan()::accepts);
  }

  @Test
  @DisplayName("S4.4 the ping path comes first, then the content's own, each once")
  void of_pathAndContent_listsPingPathFirst() {
    Content content = Content.builder().from(V1).addWarmUpPaths("/b", "/ping?x=1", "/a").build();

    assertThat(WarmUpPlan.of(Settings.of(path("/ping?x=1")), content, AS_SETTINGS_SAY).paths())
        .containsExactly("/ping?x=1", "/b", "/a");
    assertThat(WarmUpPlan.of(Settings.none(), content, AS_SETTINGS_SAY).paths())
        .containsExactly("/", "/b", "/ping?x=1", "/a");
  }

  @Test
  @DisplayName("S4.4 only app settings count, by name without regard to case")
  void of_settings_areAppSettings() {
    assertThat(plan(Setting.of("website_swap_warmup_ping_path", "/x")).paths())
        .containsExactly("/x");
    assertThat(
            plan(Setting.connectionString(
                    "WEBSITE_SWAP_WARMUP_PING_PATH", ConnectionType.CUSTOM, "/x"))
                .paths())
        .containsExactly("/");
  }

  @Test
  @DisplayName("S4.4 listed statuses are good, and no others")
  void accepts_listedStatuses_andNoOthers() {
    WarmUpPlan plan = plan(statuses(" 200, 202,, 503 ,"));

    assertThat(plan.statuses()).containsExactly(200, 202, 503);
    assertThat(List.of(200, 202, 503)).allMatch(plan::accepts);
    assertThat(List.of(199, 201, 204, 302, 500, 504)).noneMatch(plan::accepts);
    assertThat(plan.accepted()).isEqualTo("[200, 202, 503]");
    assertThat(plan(statuses("100,599")).statuses()).containsExactly(100, 599);
    assertThat(plan(statuses("")).accepted()).isEqualTo("any status");
  }

  @Test
  @DisplayName("S4.4 strict: 2xx only, whatever the settings say")
  void accepts_strict_is2xxOnly() {
    WarmUpPlan plan = WarmUpPlan.of(Settings.of(statuses("200,503")), V1, SUCCESS_ONLY);

    assertThat(plan.successOnly()).isTrue();
    assertThat(List.of(200, 204, 299)).allMatch(plan::accepts);
    assertThat(List.of(199, 300, 302, 404, 503)).noneMatch(plan::accepts);
    assertThat(plan.accepted()).isEqualTo("200 to 299");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "hunter2", " /hunter2", "/hunter2 x", "/hunter2\r\nX: y", "http://h/"})
  @DisplayName("S4.4 S3.7 a path of the wrong form is refused, and not shown")
  void of_badPath_isRefusedWithoutShowingIt(String value) {
    var refusal = refusal(4, 4, () -> plan(path(value)));

    assertThat(refusal.problem())
        .isEqualTo("app setting WEBSITE_SWAP_WARMUP_PING_PATH is not a path");
    assertThat(refusal.accepted()).startsWith("a path starts with \"/\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hunter2",
        "200;202",
        "2xx",
        "20",
        "2000",
        "-20",
        "099",
        "600",
        "٢٠٠",
        "200,hunter2"
      })
  @DisplayName("S4.4 S3.7 a status of the wrong form is refused, and not shown")
  void of_badStatuses_areRefusedWithoutShowingThem(String value) {
    var refusal = refusal(4, 4, () -> plan(statuses(value)));

    assertThat(refusal.problem())
        .isEqualTo("app setting WEBSITE_SWAP_WARMUP_PING_STATUSES has an item that is no status");
    assertThat(refusal.accepted())
        .isEqualTo("statuses from 100 to 599, separated by commas, such as 200,202");
  }
}
