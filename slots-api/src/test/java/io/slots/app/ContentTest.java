package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTest {
  private static final Instance ONE = Instance.of("web-1", "http://127.0.0.1:1");
  private static final Instance TWO = Instance.of("web-2", "http://127.0.0.1:2");

  @Test
  void of_version_isItsIdentity() {
    assertThat(Content.of("v1").id()).isEqualTo(ContentId.of("v1"));
    assertThat(Content.of("v1").version()).isEqualTo("v1");
    assertThat(Content.of("v1").location()).isEmpty();
    assertThat(Content.of("v1").warmUpPaths()).isEmpty();
    assertThat(Content.of("v1", "/srv/v1.jar").location()).isEqualTo("/srv/v1.jar");
    assertThat(Content.of("v1", "/srv/v1.jar").id()).isEqualTo(ContentId.of("v1"));
    assertThat(Content.of("v1", "/srv/v1.jar").version()).isEqualTo("v1");
  }

  @Test
  @DisplayName("S4.4 content lists further paths to warm up")
  void warmUpPaths_wellFormed_areTakenInOrder() {
    List<String> paths = List.of("/", "/b/c", "/a?x=1&y=%20", "/~u/@(v)!$'*+,;:=-_.");

    assertThat(content(paths).warmUpPaths()).isEqualTo(paths);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "http://a/",
        " /a",
        "/a b",
        "/a\r\nX: y",
        "/a\n",
        "/ä",
        "/a#b",
        "/%",
        "/%2",
        "/%zz",
        "/a\"b",
        "/a|b"
      })
  @DisplayName("S4.4 a path that cannot be requested as it stands is refused")
  void warmUpPaths_malformed_areRefused(String path) {
    var refusal = refusal(4, 4, () -> content(List.of("/ok", path)));

    assertThat(refusal.problem()).isEqualTo("warm-up path \"" + path + "\" of content v1");
    assertThat(refusal.accepted()).startsWith("a path starts with \"/\"");
  }

  @Test
  @DisplayName("S3.7 what comes after the path, which may be a key, is not shown")
  void warmUpPaths_malformed_areShownWithoutTheirQuery() {
    assertThat(refusal(4, 4, () -> content(List.of("warm?key=hunter2"))).problem())
        .isEqualTo("warm-up path \"warm?…\" of content v1");
  }

  private static Content content(List<String> paths) {
    return Content.builder().id(ContentId.of("v1")).version("v1").warmUpPaths(paths).build();
  }

  @Test
  void id_blankOrLong_isRefused() {
    assertThat(ContentId.of("sha256:0f/ä+").value()).isEqualTo("sha256:0f/ä+");
    assertThat(ContentId.of("c".repeat(128))).hasToString("c".repeat(128));
    for (String bad : List.of("", " ", "a b", "a\t", "a\u0000", "c".repeat(129))) {
      assertThat(refusal(1, 4, () -> ContentId.of(bad)).problem())
          .isEqualTo("\"" + bad + "\" is not a content id");
    }
  }

  @Test
  void deployed_splitsItsInstancesByReadiness() {
    Instance degraded = TWO.withReady(false);
    Deployed deployed = Deployed.of(Content.of("v1"), List.of(ONE, degraded));

    assertThat(deployed.readyInstances()).containsExactly(ONE);
    assertThat(deployed.degradedInstances()).containsExactly(degraded);
    assertThat(deployed.instances()).containsExactly(ONE, degraded);
  }

  @Test
  void deployed_updated_takesWhatIsKnownOfItsOwnInstances() {
    Deployed deployed = Deployed.of(Content.of("v1"), List.of(ONE, TWO));
    Instance moved = Instance.of("web-2", "http://127.0.0.1:22");
    Instance foreign = Instance.of("web-3", "http://127.0.0.1:3");

    Deployed updated = deployed.updated(Map.of(TWO.id(), moved, foreign.id(), foreign));

    assertThat(updated.instances()).containsExactly(ONE, moved);
    assertThat(updated.content()).isEqualTo(Content.of("v1"));
    assertThat(deployed.updated(Map.of(TWO.id(), TWO))).isSameAs(deployed);
    assertThat(deployed.updated(Map.of())).isSameAs(deployed);
  }

  @Test
  void slot_withDeployed_changesOnlyThat() {
    Slot slot = Slot.named(SlotName.of("qa"));
    Deployed deployed = Deployed.of(Content.of("v1"), List.of(ONE));

    Slot full = slot.withDeployed(Optional.of(deployed));

    assertThat(full.deployed()).contains(deployed);
    assertThat(full.name()).isEqualTo(slot.name());
    assertThat(full.withDeployed(Optional.of(deployed))).isSameAs(full);
    assertThat(full.withDeployed(Optional.empty())).isEqualTo(slot);
    assertThat(slot.withSettings(slot.settings())).isSameAs(slot);
  }
}
