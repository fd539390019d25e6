package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.InstanceId;
import io.slots.core.Running;
import io.slots.effect.CountInFlight;
import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.Direction;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.operation.StepName;
import io.slots.operation.SwapRequest;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S8.1: what is told while an operation runs. S3.7: and what is not. */
class EventsTest {
  private static final String SECRET = "marker-secret";

  @Test
  @DisplayName("S8.1 every step, every effect and every instance is told, in order")
  void events_tellTheWholeSwap() {
    SlotsTestKit kit = kitWithSecrets();

    swap(kit);

    List<SlotsEvent> events = kit.events();
    assertThat(events.get(0)).isInstanceOf(SlotsEvent.OperationStarted.class);
    assertThat(events.get(events.size() - 1)).isInstanceOf(SlotsEvent.OperationEnded.class);
    assertThat(only(events, SlotsEvent.StepStarted.class).map(SlotsEvent.StepStarted::step))
        .containsExactly(
            StepName.APPLY_SETTINGS,
            StepName.AWAIT_INSTANCES,
            StepName.WARM_UP,
            StepName.UPDATE_ROUTING,
            StepName.DRAIN_FORMER_TARGET,
            StepName.REPEAT_FOR_SOURCE);
    assertThat(only(events, SlotsEvent.StepEnded.class).map(it -> it.time().step()))
        .containsExactlyElementsOf(
            only(events, SlotsEvent.StepStarted.class).map(SlotsEvent.StepStarted::step).toList());
    assertThat(only(events, SlotsEvent.EffectBegun.class).map(SlotsEvent.EffectBegun::effect))
        .containsExactlyElementsOf(kit.calls().stream().map(it -> it.effect()).toList());
    assertThat(only(events, SlotsEvent.EffectEnded.class))
        .hasSameSizeAs(only(events, SlotsEvent.EffectBegun.class).toList());
    assertThat(only(events, SlotsEvent.InstanceEnded.class)).hasSize(8);
    assertThat(events).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
  }

  @Test
  @DisplayName("S8.1 a revert is told, with its reason and its direction")
  void events_tellTheRevert() {
    SlotsTestKit kit = kitWithSecrets();
    kit.faults().on(EventsTest::isRestart).times(1).failBefore("out of memory");

    swap(kit);

    assertThat(only(kit.events(), SlotsEvent.TurnedBack.class))
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("out of memory"));
    assertThat(
            only(kit.events(), SlotsEvent.StepStarted.class)
                .filter(it -> it.direction() == Direction.BACK)
                .map(SlotsEvent.StepStarted::step))
        .containsExactly(StepName.APPLY_SETTINGS);
  }

  @Test
  @DisplayName("S8.1 a listener that throws disturbs neither the engine nor other listeners")
  void listener_throwing_disturbsNobody() {
    SlotsTestKit kit =
        SlotsTestKit.create(
            builder ->
                builder.listener(
                    event -> {
                      throw new IllegalStateException("planted");
                    }));
    kit.stagingAndProduction(1);

    assertThat(swap(kit)).isInstanceOf(Outcome.Completed.class);
    assertThat(kit.events()).isNotEmpty();
  }

  @Test
  @DisplayName("S8.1 nor does one that fails with an error, on every event and before the others")
  void listener_failingWithAnError_disturbsNobody() {
    List<Error> thrown = new ArrayList<>();
    SlotsListener bad =
        event -> {
          try {
            if (thrown.size() % 2 == 0) {
              overflow(1);
            }
            throw new AssertionError("planted");
          } catch (StackOverflowError | AssertionError e) {
            thrown.add(e);
            throw e;
          }
        };
    OrderWatch after = new OrderWatch();
    SlotsTestKit kit =
        SlotsTestKit.create(builder -> builder.listener(bad).listener(after).listener(bad));
    kit.stagingAndProduction(1);

    assertThat(swap(kit)).isInstanceOf(Outcome.Completed.class);

    kit.time().settle();
    assertThat(thrown).hasSize(2 * after.heard());
    assertThat(thrown).hasAtLeastOneElementOfType(StackOverflowError.class);
    assertThat(after.wrong()).isEmpty();
    assertThat(kit.events()).hasSizeGreaterThan(10);
  }

  private static int overflow(int depth) {
    return depth == 0 ? 0 : overflow(depth + 1) + 1;
  }

  @Test
  @DisplayName("S8.1 a listener may start an operation, and wait for it")
  void listener_startingASwap_hasItDone() {
    CompletableFuture<SlotsTestKit> late = new CompletableFuture<>();
    List<Outcome> back = new ArrayList<>();
    SlotsListener swapsBack =
        event -> {
          if (event instanceof SlotsEvent.OperationEnded ended
              && ended.report().kind() == OperationKind.SWAP
              && back.isEmpty()) {
            back.add(swap(late.join()));
          }
        };
    SlotsTestKit kit = SlotsTestKit.create(builder -> builder.listener(swapsBack));
    late.complete(kit);
    kit.stagingAndProduction(1);

    Outcome first = swap(kit);
    List<SlotsEvent> events = kit.events();

    assertThat(back).singleElement().isInstanceOf(Outcome.Completed.class);
    assertThat(only(events, SlotsEvent.OperationEnded.class).map(it -> it.report().id()))
        .containsExactly(first.report().id(), back.get(0).report().id());
  }

  @Test
  @DisplayName("S9.4 that another engine has taken an operation over is told")
  void events_tellOfALostOperation() {
    SlotsTestKit kit = kitWithSecrets();
    Running running = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().advance(Duration.ofMillis(10));

    kit.anotherEngine();
    kit.time().advance(Duration.ofHours(1));

    List<SlotsEvent> events =
        kit.events().stream().filter(it -> it.operation().equals(running.id())).toList();
    assertThat(only(events, SlotsEvent.OperationLost.class))
        .singleElement()
        .satisfies(it -> assertThat(it.reason()).contains("driven by another engine now"));
    assertThat(only(events, SlotsEvent.OperationStarted.class).map(it -> it.resumed()))
        .containsExactly(false, true);
    assertThat(only(events, SlotsEvent.OperationEnded.class)).hasSize(1);
  }

  @Test
  @DisplayName("S8.1 that an engine was closed is told of what it drove")
  void events_tellOfAClosedEngine() {
    SlotsTestKit kit = kitWithSecrets();
    Running running = kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));
    kit.time().advance(Duration.ofMillis(10));

    kit.slots().close();

    assertThat(only(kit.events(), SlotsEvent.OperationLost.class))
        .singleElement()
        .satisfies(it -> assertThat(it.operation()).isEqualTo(running.id()));
  }

  @Test
  @DisplayName("S8.1 what is counted while instances drain is told as a number")
  void events_tellWhatIsInFlight() {
    SlotsTestKit kit = kitWithSecrets();
    InstanceId busy = kit.router().instancesOf(SHOP, PRODUCTION).get(0);
    kit.router().inFlight(busy, 7);

    swap(kit);

    List<SlotsEvent.EffectEnded> ended = only(kit.events(), SlotsEvent.EffectEnded.class).toList();
    assertThat(ended)
        .filteredOn(it -> it.effect() instanceof CountInFlight)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.inFlight()).hasValue(7));
    assertThat(ended)
        .filteredOn(it -> !(it.effect() instanceof CountInFlight))
        .allSatisfy(it -> assertThat(it.inFlight()).isEmpty());
  }

  @Test
  @DisplayName("S3.7 no event, outcome, history, call or record shows a value")
  void secrets_areNowhere() {
    SlotsTestKit kit = kitWithSecrets();
    kit.faults().on(EventsTest::isRestart).times(1).failBefore("out of memory");

    String told =
        Stream.of(
                swap(kit),
                swap(kit),
                kit.events(),
                kit.calls(),
                kit.slots().operations().history(SHOP, 100),
                kit.slots().apps().get(SHOP),
                kit.slots().swaps().preview(SwapRequest.of(SHOP, STAGING)),
                kit.platform().running(),
                kit.time().await(kit.store().find(SHOP)))
            .map(Object::toString)
            .reduce("", String::concat);

    assertThat(told).contains("DB", "MAIN").doesNotContain(SECRET);
  }

  private static SlotsTestKit kitWithSecrets() {
    SlotsTestKit kit = SlotsTestKit.create();
    kit.stagingAndProduction(2);
    for (var slot : List.of(PRODUCTION, STAGING)) {
      kit.slots()
          .slots()
          .configure(
              SHOP,
              slot,
              SettingsChange.setSticky(
                  Setting.of("DB", SECRET + slot),
                  Setting.connectionString("MAIN", ConnectionType.CUSTOM, SECRET + slot)));
    }
    kit.forgetCalls();
    return kit;
  }

  private static <E> Stream<E> only(List<SlotsEvent> events, Class<E> type) {
    return events.stream().filter(type::isInstance).map(type::cast);
  }

  private static boolean isRestart(Effect effect) {
    return effect instanceof Restart;
  }

  private static Outcome swap(SlotsTestKit kit) {
    return kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
  }
}
