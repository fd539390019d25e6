package io.slots.core.step;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.core.step.Story.counted;
import static io.slots.core.step.Story.inForce;
import static io.slots.core.step.Story.refused;
import static io.slots.core.step.SwapStage.GREEN;
import static io.slots.core.step.SwapStage.SHOP;
import static io.slots.core.step.SwapStage.STAGING;
import static io.slots.core.step.SwapStage.STAGING_DB;
import static io.slots.core.step.SwapStage.V1;
import static io.slots.core.step.SwapStage.V1_1;
import static io.slots.core.step.SwapStage.V1_2;
import static io.slots.core.step.SwapStage.found;
import static io.slots.core.step.SwapStage.moved;
import static io.slots.core.step.SwapStage.plainShop;
import static io.slots.core.step.SwapStage.scene;
import static io.slots.core.step.SwapStage.shop;
import static io.slots.core.step.SwapStage.some;
import static io.slots.core.step.SwapStage.swap;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Slot;
import io.slots.effect.CountInFlight;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.RoutingTable;
import io.slots.operation.Settling;
import io.slots.operation.Swap;
import io.slots.settings.Settings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S4.6: what left the target is drained, then gets what its new slot has for it. */
class FormerTargetTest {
  private static final Duration ROUTING = Duration.ofSeconds(30);
  private static final Settings AFTER = Settings.of(GREEN, STAGING_DB);
  private static final Former FORMER = new Former(STAGING, V1, AFTER);
  private static final DrainFormerTarget DRAIN = new DrainFormerTarget(Optional.of(FORMER));
  private static final RepeatForSource REPEAT = new RepeatForSource(Optional.of(FORMER));

  /** The shop after the switch. */
  private static final App SWITCHED =
      new UpdateRouting(swap(shop()))
          .apply(SwapStage.swapping(shop()), Findings.NONE, Story.begins().seen());

  private static final Scene SCENE = scene(SWITCHED, swap(shop()));

  @Test
  @DisplayName("S4.6 it gets its free settings and the source's sticky ones, if that changes any")
  void former_isWhatIsToRestart() {
    assertThat(Former.of(swap(shop()))).contains(FORMER);
    assertThat(Former.of(swap(plainShop()))).isEmpty();
    assertThat(Former.of(swap(shop(), it -> it.outgoing(Optional.empty())))).isEmpty();
  }

  @Test
  @DisplayName("S4.9 what is kept warm is put in order later, by itself")
  void keptWarm_isSettledLater() {
    Swap keeping = swap(shop(), it -> it.keepWarm(Duration.ofMinutes(1)));
    Settling settling = Settling.builder().slot(STAGING).content(V1).settings(AFTER).build();

    assertThat(Former.of(keeping)).isEmpty();
    assertThat(Former.of(settling)).isEqualTo(FORMER);
    assertThat(Flow.of(settling)).isEqualTo(new Flow(List.of(DRAIN, REPEAT), -1));
  }

  @Test
  @DisplayName("S4.6 nothing is done where nothing is to restart")
  void nothingToRestart_doesNothing() {
    assertThat(new DrainFormerTarget(Optional.empty()).applies(SCENE)).isFalse();
    assertThat(new RepeatForSource(Optional.empty()).applies(SCENE)).isFalse();
    assertThat(DRAIN.applies(SCENE)).isTrue();
    assertThat(REPEAT.applies(SCENE)).isTrue();
  }

  @Test
  @DisplayName("S4.6 it is taken out of the source's route first; then its requests finish")
  void former_isWithdrawnAndDrained() {
    PublishRoutes withdrawn =
        new PublishRoutes(RoutingTable.of(SWITCHED, SCENE.generation(20)).withdrawing(STAGING));
    CountInFlight count = new CountInFlight(SHOP, SwapStage.ids(V1_1, V1_2));
    Story story = Story.begins();

    assertThat(DRAIN.finish(SCENE, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(withdrawn, ROUTING));
    assertThat(DRAIN.finish(SCENE, Findings.NONE, Story.begins().then(withdrawn, refused()).seen()))
        .isInstanceOf(Move.Fail.class);
    story.then(withdrawn, inForce(withdrawn));
    assertThat(DRAIN.finish(SCENE, Findings.NONE, story.seen()))
        .isEqualTo(new Move.Act(count, ROUTING));
    story.then(count, counted(V1_1.id(), 0));
    assertThat(DRAIN.finish(SCENE, Findings.NONE, story.seen())).isEqualTo(Move.DONE);
    assertThat(DRAIN.degradedIfFailed(SCENE)).isEqualTo(SwapStage.ids(V1_1, V1_2));
  }

  @Test
  @DisplayName("S4.6 every instance of it is restarted as the source's")
  void former_isRestarted() {
    assertThat(REPEAT.instances(SCENE)).containsExactly(V1_1.id(), V1_2.id());
    assertThat(REPEAT.next(SCENE, V1_1.id(), some(V1_1), Story.begins().seen()))
        .isEqualTo(
            new Move.Act(new Restart(SHOP, STAGING, V1, V1_1, AFTER), Duration.ofSeconds(230)));
  }

  @Test
  @DisplayName("S4.6 those that could not be taken out of the routes are left alone")
  void notWithdrawn_isLeftAlone() {
    Scene one = scene(SWITCHED, swap(shop()), it -> it.addDegraded(V1_1.id()));
    Scene all = scene(SWITCHED, swap(shop()), it -> it.addDegraded(V1_1.id(), V1_2.id()));

    assertThat(REPEAT.instances(one)).containsExactly(V1_2.id());
    assertThat(REPEAT.applies(one)).isTrue();
    assertThat(REPEAT.applies(all)).isFalse();
    assertThat(REPEAT.degradedIfFailed(one)).containsExactly(V1_2.id());
  }

  @Test
  @DisplayName(
      "S4.6 what came back is published; what did not is degraded; the target is untouched")
  void former_isPublishedAsItCameBack() {
    Findings findings = new Findings(found(moved(V1_1)).latest(), SwapStage.ids(V1_2));
    App after = REPEAT.apply(SCENE, findings, Story.begins().seen());
    PublishRoutes publish = SCENE.publish(after, 30);

    assertThat(staged(after).instances()).containsExactly(moved(V1_1), V1_2.withReady(false));
    assertThat(staged(after).settings()).contains(AFTER);
    assertThat(after.slot(PRODUCTION)).isEqualTo(SWITCHED.slot(PRODUCTION));
    assertThat(REPEAT.finish(SCENE, findings, Story.begins().seen()))
        .isEqualTo(new Move.Act(publish, ROUTING));
    assertThat(publish.table().route(STAGING).orElseThrow().instances())
        .containsExactly(moved(V1_1));
  }

  private static Deployed staged(App app) {
    return Optional.of(app.slot(STAGING)).flatMap(Slot::deployed).orElseThrow();
  }
}
