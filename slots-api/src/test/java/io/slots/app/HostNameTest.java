package io.slots.app;

import static io.slots.Refusals.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {
  private static final HostName DOMAIN = HostName.of("apps.example.com");

  private static String host(String app, String slot) {
    return HostName.of(AppName.of(app), SlotName.of(slot), DOMAIN).value();
  }

  @Test
  @DisplayName("S1.3 production is at <app>.<domain>, the others at <app>-<slot>.<domain>")
  void of_shortNames_areJoined() {
    assertThat(host("shop", "production")).isEqualTo("shop.apps.example.com");
    assertThat(host("shop", "staging")).isEqualTo("shop-staging.apps.example.com");
    assertThat(host("Shop", "StagING")).isEqualTo("shop-staging.apps.example.com");
    assertThat(host("a".repeat(60), "production")).isEqualTo("a".repeat(60) + ".apps.example.com");
  }

  // The hashes were computed apart from this code: the last four base-36 digits of the SHA-256 of
  // "<app>/<slot>". They are host names that people have written down, so they must never change.
  @ParameterizedTest
  @CsvSource({
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbb,"
        + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbbbbb",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbb,"
        + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbearl",
    "contoso-storefront-checkout-service-europe-west, release-candidate-2026,"
        + " contoso-storefront-checkout-service-euro-release-candida4106",
    "Contoso-Storefront-Checkout-Service-Europe-West, Release-Candidate-2026,"
        + " contoso-storefront-checkout-service-euro-release-candida4106",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, qa,"
        + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-qar5rz",
    "ab, sssssssssssssssssssssssssssssssssssssssssssssssssssssssssss, ab-sssssssssssssssj7i1",
    "ab, sssssssssssssssssssssssssssssssssssssssssssssssssssssssss,"
        + " ab-sssssssssssssssssssssssssssssssssssssssssssssssssssssssss"
  })
  @DisplayName("S1.3 a label of more than 60 characters is cut at 40 and 15, and a hash appended")
  void of_longNames_areCutAndHashed(String app, String slot, String label) {
    assertThat(host(app, slot)).isEqualTo(label + ".apps.example.com");
    assertThat(label).hasSizeLessThanOrEqualTo(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "a", "a-b.c9", "Apps.Example.COM", "127.0.0.1"})
  void of_hostNames_areTakenInLowerCase(String value) {
    assertThat(HostName.of(value)).hasToString(value.toLowerCase(java.util.Locale.ROOT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ".", "a.", ".a", "a..b", "-a", "a-", "a.-b", "a_b", "a b", "a:80", "ä", "a/b"})
  @DisplayName("S1.3 what is not a host name is refused, and shown")
  void of_otherText_isRefused(String value) {
    assertThat(refusal(1, 3, () -> HostName.of(value)).problem())
        .isEqualTo("\"" + value + "\" is not a host name");
  }

  @Test
  @DisplayName("S1.3 labels have 63 characters at most, the whole 253")
  void of_longText_isRefused() {
    String label = "a".repeat(63);
    assertThat(HostName.of(label + "." + label).value()).hasSize(127);
    refusal(1, 3, () -> HostName.of("a".repeat(64)));
    refusal(1, 3, () -> HostName.of("b." + "a".repeat(64)));
    String longest = String.join(".", label, label, label, "a".repeat(61));
    assertThat(HostName.of(longest).value()).hasSize(253);
    refusal(1, 3, () -> HostName.of(longest + "a"));
  }

  @Test
  void compareTo_isTheOrderOfTheText() {
    assertThat(HostName.of("a")).isLessThan(HostName.of("b")).isEqualTo(HostName.of("A"));
  }
}
