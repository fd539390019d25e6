package io.slots.core.step;

import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V1_2;
import static io.slots.core.step.SwapStage.V2_1;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.swapping;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.effect.ReadRoutes;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What steps see: sightings, and answers in plain words. */
class SeenTest {
  private static final ReadRoutes READ = new ReadRoutes(SHOP);

  @Test
  @DisplayName("S8.1 the last sighting is the last, and how long it took is known")
  void sightings_areInTheirOrder() {
    Story story =
        Story.begins()
            .then(READ, Story.noTable())
            .then(READ, Duration.ofSeconds(3), Story.gaveUp());

    assertThat(Story.begins().seen().last()).isEmpty();
    assertThat(Story.begins().seen().nothing()).isTrue();
    assertThat(story.seen().nothing()).isFalse();
    assertThat(story.seen().last().orElseThrow().answer()).isEqualTo(Story.gaveUp());
    assertThat(story.seen().last().orElseThrow().took()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  @DisplayName("S8.1 every answer says in plain words what came of it")
  void answers_describeThemselves() {
    assertThat(Story.started(V2_1).describe()).isEqualTo("runs at http://10.0.2.1:80");
    assertThat(Story.responded(204).describe()).isEqualTo("204");
    assertThat(Story.timedOut().describe()).isEqualTo("no answer in time");
    assertThat(Story.unreachable().describe()).isEqualTo("connection refused");
    assertThat(Story.refused().describe()).isEqualTo("refused: older than what is in force");
    assertThat(inForce().describe()).isEqualTo("in force");
    assertThat(Story.noTable().describe()).isEqualTo("no table is in force");
    assertThat(Story.read(swapping(shop()).publish(shop(), 3).table()).describe())
        .isEqualTo("generation 7.3 is in force");
    assertThat(new Answer.Counted(Map.of(V1_1.id(), 2, V1_2.id(), 3)).describe())
        .isEqualTo("5 in flight");
    assertThat(Story.done().describe()).isEqualTo("done");
    assertThat(Story.failed().describe()).isEqualTo("out of order");
    assertThat(Story.gaveUp().describe()).isEqualTo("no answer in 30 s");
    assertThat(new Answer.GaveUp(Duration.ofMillis(1_500)).describe())
        .isEqualTo("no answer in 1500 ms");
  }

  @Test
  @DisplayName("S8.1 what did what it was to do is well, and nothing else")
  void answers_areWellOrNot() {
    assertThat(Story.started(V2_1).ok()).isTrue();
    assertThat(Story.responded(500).ok()).isTrue();
    assertThat(inForce().ok()).isTrue();
    assertThat(Story.noTable().ok()).isTrue();
    assertThat(Story.done().ok()).isTrue();
    assertThat(Story.timedOut().ok()).isFalse();
    assertThat(Story.unreachable().ok()).isFalse();
    assertThat(Story.refused().ok()).isFalse();
    assertThat(Story.failed().ok()).isFalse();
    assertThat(Story.gaveUp().ok()).isFalse();
  }

  @Test
  @DisplayName("S9.2 tables published while going back are newer than all published before")
  void goingBack_generationsAreNewer() {
    Scene forward = swapping(shop());
    Scene back = SwapStage.goingBack(forward);

    assertThat(forward.generation(30)).isEqualTo(new RoutingGeneration(7, 30));
    assertThat(back.generation(10)).isEqualTo(new RoutingGeneration(7, 990));
    assertThat(back.generation(1).isNewerThan(back.generation(10))).isTrue();
  }

  private static Answer inForce() {
    return new Answer.Published(new RoutesAnswer.InForce(RoutingGeneration.NONE));
  }
}
