package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstanceTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1:8080",
        "https://10.0.0.7:443",
        "http://[::1]:1",
        "http://web-1:65535"
      })
  void of_schemeHostAndPort_isTaken(String address) {
    Instance instance = Instance.of("web-1", address);

    assertThat(instance.address()).isEqualTo(URI.create(address));
    assertThat(instance.id()).isEqualTo(InstanceId.of("web-1"));
    assertThat(instance.ready()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "127.0.0.1:8080",
        "//127.0.0.1:80",
        "ftp://127.0.0.1:21",
        "http://127.0.0.1",
        "http://127.0.0.1:0",
        "http://127.0.0.1:65536",
        "http://:80",
        "mailto:a@b",
        "http://a b:80",
        "http://127.0.0.1:80/",
        "http://127.0.0.1:80/hunter2",
        "http://127.0.0.1:80?hunter2",
        "http://127.0.0.1:80#hunter2",
        "http://me:hunter2@127.0.0.1:80"
      })
  void of_anythingElse_isRefusedWithoutShowingIt(String address) {
    var refusal = refusal(1, 3, () -> Instance.of("web-1", address));

    assertThat(refusal.problem())
        .isEqualTo("the address of instance web-1 is none that can be routed to");
    assertThat(refusal.accepted()).contains("http://127.0.0.1:8080");
  }

  @Test
  void withReady_changesOnlyThat() {
    Instance ready = Instance.of("web-1", "http://127.0.0.1:80");

    Instance degraded = ready.withReady(false);

    assertThat(degraded.ready()).isFalse();
    assertThat(degraded).isNotEqualTo(ready);
    assertThat(degraded.id()).isEqualTo(ready.id());
    assertThat(degraded.address()).isEqualTo(ready.address());
    assertThat(degraded.withReady(true)).isEqualTo(ready);
    assertThat(ready.withReady(true)).isSameAs(ready);
    assertThat(degraded.withReady(false)).isSameAs(degraded);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "Z", "0", "_", "-", "a.b", "azAZ09._-"})
  void id_wellFormed_isTaken(String value) {
    assertThat(InstanceId.of(value)).hasToString(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", ".a", "a/b", "a b", "ä", "a\n", "`", "{", "@", "[", ":"})
  void id_malformed_isRefused(String value) {
    assertThat(refusal(1, 3, () -> InstanceId.of(value)).problem())
        .isEqualTo("\"" + value + "\" is not an instance id");
  }

  @Test
  void id_longerThan128_isRefused() {
    assertThat(InstanceId.of("a".repeat(128)).value()).hasSize(128);
    refusal(1, 3, () -> InstanceId.of("a".repeat(129)));
  }

  @Test
  void id_compareTo_isTheOrderOfTheText() {
    assertThat(InstanceId.of("a")).isLessThan(InstanceId.of("b")).isEqualTo(InstanceId.of("a"));
  }
}
