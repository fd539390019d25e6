package io.slots.examples.stage.verdict;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.load.Reply;
import org.junit.jupiter.api.Test;

class VersionsTest {
  @Test
  void of_aHeader_isTakenAtItsWord() {
    assertThat(Versions.none().of(answer("v2", "x"))).isEqualTo("v2");
  }

  @Test
  void of_aHeaderThatWasLearned_isWhatItStandsFor() {
    Versions versions = Versions.none().learn("v1", answer("1.0.7", "x"));

    assertThat(versions.of(answer("1.0.7", "y"))).isEqualTo("v1");
  }

  @Test
  void of_noHeader_goesByTheBody() {
    Versions versions =
        Versions.none().learn("v1", answer("", "old")).learn("v2", answer("", "new"));

    assertThat(versions.of(answer("", "old"))).isEqualTo("v1");
    assertThat(versions.of(answer("", "new"))).isEqualTo("v2");
    assertThat(versions.of(answer("", "other"))).isEqualTo(Versions.UNKNOWN);
  }

  @Test
  void of_aBodyThatBothGive_cannotBeTold() {
    Versions versions =
        Versions.none().learn("v1", answer("", "same")).learn("v2", answer("", "same"));

    assertThat(versions.of(answer("", "same"))).isEqualTo(Versions.UNKNOWN);
  }

  private static Reply.Answered answer(String version, String body) {
    return new Reply.Answered(version, "", body);
  }
}
