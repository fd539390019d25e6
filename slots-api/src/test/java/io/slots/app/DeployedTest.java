package io.slots.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.settings.Setting;
import io.slots.settings.Settings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class DeployedTest {
  private static final Settings GREEN = Settings.of(Setting.of("COLOR", "green"));
  private static final Settings BLUE = Settings.of(Setting.of("COLOR", "blue"));
  private static final Instance ONE = Instance.of("web-1", "http://127.0.0.1:81");
  private static final Instance TWO = Instance.of("web-2", "http://127.0.0.1:82");
  private static final Deployed OURS =
      Deployed.of(Content.of("v1"), List.of(ONE, TWO), GREEN).withMadeByLibrary(true);

  @Test
  @DisplayName("S4.1 with what the instances were started is known, or not")
  void startedWith_isKnownOrNot() {
    assertThat(OURS.isStartedWith(GREEN)).isTrue();
    assertThat(OURS.isStartedWith(BLUE)).isFalse();
    assertThat(OURS.startedWith(GREEN)).isSameAs(OURS);
    assertThat(OURS.startedWith(BLUE).isStartedWith(BLUE)).isTrue();
    assertThat(OURS.startedVariously().isStartedWith(GREEN)).isFalse();
    assertThat(Deployed.of(Content.of("v1"), List.of(ONE)).isStartedWith(Settings.none()))
        .as("what is not known is not the same as none")
        .isFalse();
  }

  @Test
  @DisplayName("S1.6 S2.4 whose the instances are goes with them, whatever else changes")
  void madeByLibrary_staysThroughEveryChange() {
    List<Deployed> changed =
        List.of(
            OURS.startedWith(BLUE),
            OURS.startedVariously(),
            OURS.withInstances(List.of(TWO)),
            OURS.withEach(it -> it.withReady(false)),
            OURS.updated(Map.of(ONE.id(), Instance.of("web-1", "http://127.0.0.1:91"))));

    assertThat(changed).allMatch(Deployed::madeByLibrary).doesNotHaveDuplicates();
    assertThat(Deployed.of(Content.of("v1"), List.of(ONE), GREEN).madeByLibrary()).isFalse();
  }

  @Test
  @DisplayName("S4.6 degraded instances are those that may get no request")
  void degraded_areNotReady() {
    Deployed half = OURS.withEach(it -> it.withReady(it.equals(ONE)));

    assertThat(half.readyInstances()).containsExactly(ONE);
    assertThat(half.degradedInstances()).containsExactly(TWO.withReady(false));
    assertThat(OURS.degradedInstances()).isEmpty();
    assertThat(OURS.readyInstances()).containsExactly(ONE, TWO);
    assertThat(half.settings()).contains(GREEN);
  }
}
