package io.slots.micrometer;

import static io.micrometer.observation.tck.TestObservationRegistryAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.common.KeyValue;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.StepTime;
import io.slots.testkit.SlotsTestKit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** S8.1: what is observed of operations, for spans. */
class SlotsObservationsTest {
  private final TestObservationRegistry registry = TestObservationRegistry.create();
  private final SlotsObservations observations = SlotsObservations.of(registry);

  /** Keeps what it is told of. */
  private static final class Recorder implements ObservationHandler<Observation.Context> {
    final List<Observation.Context> stopped = new ArrayList<>();
    final List<String> events = new ArrayList<>();

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
      events.add(event.getName() + "/" + event.getContextualName());
    }

    @Override
    public void onStop(Observation.Context context) {
      stopped.add(context);
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }

    <C> List<C> stopped(Class<C> type) {
      return stopped.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }

  private Recorder record() {
    Recorder recorder = new Recorder();
    registry.observationConfig().observationHandler(recorder);
    return recorder;
  }

  /** What is observed from here on: making the app is over. */
  private SlotsTestKit kit() {
    SlotsTestKit kit = Swaps.kit(observations);
    registry.clear();
    return kit;
  }

  @Test
  @DisplayName("S8.1 a swap is an observation, with a child for each step, in their order")
  void completedSwap_isObserved() {
    SlotsTestKit kit = kit();
    Recorder recorder = record();

    EndedOperation report = Swaps.swap(kit);

    assertThat(registry)
        .hasNumberOfObservationsWithNameEqualTo("slots.operation", 1)
        .hasNumberOfObservationsWithNameEqualTo("slots.step", report.steps().size())
        .hasObservationWithNameEqualTo("slots.operation")
        .that()
        .hasBeenStarted()
        .hasBeenStopped()
        .doesNotHaveError()
        .doesNotHaveParentObservation()
        .hasContextualNameEqualTo("swap")
        .hasLowCardinalityKeyValue("slots.kind", "swap")
        .hasLowCardinalityKeyValue("slots.ending", "completed")
        .hasLowCardinalityKeyValue("slots.taken.over", "false")
        .hasHighCardinalityKeyValue("slots.app", "shop")
        .hasHighCardinalityKeyValue("slots.operation.id", report.id().value())
        .hasHighCardinalityKeyValue("slots.description", "swap staging into production")
        .hasHighCardinalityKeyValue("slots.reason", "none");
    OperationContext operation = recorder.stopped(OperationContext.class).get(0);
    assertThat(recorder.stopped(StepContext.class))
        .allSatisfy(
            step -> {
              assertThat(step.getError()).isNull();
              assertThat(step.getParentObservation())
                  .satisfies(it -> assertThat(it.getContextView()).isSameAs(operation));
              assertThat(step.getLowCardinalityKeyValues())
                  .contains(
                      KeyValue.of("slots.kind", "swap"),
                      KeyValue.of("slots.direction", "forward"),
                      KeyValue.of("slots.step", SlotsTag.text(step.step())));
            });
    assertThat(recorder.stopped(StepContext.class))
        .extracting(it -> it.time().orElseThrow())
        .containsExactlyElementsOf(report.steps());
    assertThat(recorder.stopped(StepContext.class))
        .extracting(Observation.Context::getContextualName)
        .containsExactlyElementsOf(
            report.steps().stream().map(StepTime::step).map(Object::toString).toList());
    assertThat(recorder.stopped(OperationContext.class))
        .singleElement()
        .satisfies(it -> assertThat(it.report()).contains(report));
    assertThat(observations.size()).isZero();
  }

  @Test
  @DisplayName("S8.1 a revert is an error, of the swap and of the step in which it turned back")
  void revertedSwap_isAnError() {
    SlotsTestKit kit = kit();
    Recorder recorder = record();
    Swaps.failOneRestart(kit);

    EndedOperation report = Swaps.swap(kit);

    assertThat(report.ending()).isEqualTo(Ending.REVERTED);
    assertThat(registry)
        .hasObservationWithNameEqualTo("slots.operation")
        .that()
        .hasBeenStopped()
        .hasLowCardinalityKeyValue("slots.ending", "reverted")
        .hasHighCardinalityKeyValue("slots.reason", report.reason().orElseThrow())
        .assertThatError()
        .hasMessage("reverted: " + report.reason().orElseThrow());
    List<StepContext> steps = recorder.stopped(StepContext.class);
    assertThat(steps)
        .extracting(Observation.Context::getContextualName)
        .containsExactly("apply settings", "undo apply settings");
    assertThat(steps.get(0).getError()).hasMessageContaining("exit status 3");
    assertThat(steps.get(1).getError()).isNull();
    assertThat(recorder.events)
        .singleElement()
        .satisfies(
            it ->
                assertThat(it)
                    .startsWith("slots.turns.back/turns back: ")
                    .endsWith("exit status 3"));
    assertThat(observations.size()).isZero();
  }

  @Test
  @DisplayName("S8.1 S5.2 S8.2 S4.9 pauses, waits and warm slots are events")
  void otherEvents_areEvents() {
    Recorder recorder = record();

    Stream.of(
            Swaps.queued("a"),
            Swaps.started("a"),
            Swaps.stepStarted("a"),
            Swaps.waiting("a", Optional.of(io.slots.app.InstanceId.of("a-1"))),
            Swaps.waiting("a", Optional.empty()),
            Swaps.stepEnded("a"),
            Swaps.paused("a"),
            Swaps.resumed("a"),
            Swaps.keptWarm("a"),
            Swaps.ended("a", Ending.COMPLETED))
        .forEach(observations::on);

    assertThat(recorder.events)
        .containsExactly(
            "slots.waits/a-1 waits for the next try",
            "slots.waits/waits for the next try",
            "slots.pauses/pauses",
            "slots.goes.on/goes on: completed",
            "slots.keeps.warm/staging is kept warm until 2026-01-01T00:01:00Z");
    assertThat(observations.size()).isZero();
  }

  @Test
  @DisplayName("S8.1 what another engine drives is observed here no more, and is no error")
  void lostOperation_isStopped() {
    Recorder recorder = record();

    Stream.of(Swaps.started("a"), Swaps.stepStarted("a"), Swaps.lost("a"))
        .forEach(observations::on);

    assertThat(recorder.events).containsExactly("slots.is.lost/lost: another engine drives it");
    assertThat(registry)
        .hasObservationWithNameEqualTo("slots.operation")
        .that()
        .hasBeenStopped()
        .doesNotHaveError()
        .hasLowCardinalityKeyValue("slots.ending", "lost");
    assertThat(registry).hasObservationWithNameEqualTo("slots.step").that().hasBeenStopped();
    assertThat(observations.size()).isZero();
  }

  @Test
  @DisplayName("S8.1 a handler that throws disturbs no swap and leaves nothing open")
  void throwingHandler_disturbsNothing() {
    SlotsTestKit kit = kit();
    List<String> heard = new ArrayList<>();
    ObservationRegistry bad = ObservationRegistry.create();
    bad.observationConfig().observationHandler(new Thrower(heard));
    SlotsObservations disturbed = SlotsObservations.of(bad);
    SlotsTestKit disturbedKit = Swaps.kit(disturbed);

    EndedOperation completed = Swaps.swap(disturbedKit);
    Swaps.failOneRestart(disturbedKit);
    EndedOperation reverted = Swaps.swap(disturbedKit);

    assertThat(completed.ending()).isEqualTo(Ending.COMPLETED);
    assertThat(reverted.ending()).isEqualTo(Ending.REVERTED);
    assertThat(heard).contains("start", "error", "event", "stop");
    assertThat(disturbed.size()).isZero();
    assertThat(disturbedKit.events())
        .filteredOn(it -> it instanceof SlotsEvent.OperationEnded)
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(Swaps.swap(kit).ending()).isEqualTo(Ending.COMPLETED);
  }

  @Test
  @DisplayName("S8.1 what is remembered is bounded: the eldest is stopped when there are too many")
  void missedEnds_areStopped() {
    Recorder recorder = record();

    for (int i = 0; i <= SlotsObservations.MOST_OPERATIONS; i++) {
      observations.on(Swaps.started("op-" + i));
    }

    assertThat(observations.size()).isEqualTo(SlotsObservations.MOST_OPERATIONS);
    assertThat(recorder.stopped(OperationContext.class))
        .singleElement()
        .satisfies(it -> assertThat(it.id().value()).isEqualTo("op-0"));
  }

  @Test
  @DisplayName("S8.1 keys are those that are documented, and no other")
  void keys_areAsDocumented() {
    SlotsTestKit kit = kit();
    Recorder recorder = record();
    Swaps.swap(kit);

    assertThat(recorder.stopped).hasSizeGreaterThan(5);
    for (Observation.Context context : recorder.stopped) {
      SlotsObservation documented =
          context instanceof OperationContext ? SlotsObservation.OPERATION : SlotsObservation.STEP;
      assertThat(context.getLowCardinalityKeyValues().stream().map(KeyValue::getKey))
          .containsExactlyInAnyOrderElementsOf(keys(documented.getLowCardinalityKeyNames()));
      assertThat(context.getHighCardinalityKeyValues().stream().map(KeyValue::getKey))
          .containsExactlyInAnyOrderElementsOf(keys(documented.getHighCardinalityKeyNames()));
    }
  }

  private static List<String> keys(KeyName[] names) {
    return Stream.of(names).map(KeyName::asString).toList();
  }

  @Test
  @DisplayName("S3.7 no observation shows a value")
  void secrets_areInNoObservation() {
    SlotsTestKit kit = kit();
    Recorder recorder = record();
    Swaps.failOneRestart(kit);
    Swaps.swap(kit);
    Swaps.swap(kit);

    assertThat(recorder.stopped.toString() + recorder.events)
        .contains("exit status 3", "swap staging into production")
        .doesNotContain(Swaps.SECRET);
  }

  /** Throws whatever it is told, and remembers what that was. */
  private record Thrower(List<String> heard) implements ObservationHandler<Observation.Context> {
    private void fail(String what) {
      heard.add(what);
      throw new IllegalStateException("planted: " + what);
    }

    @Override
    public void onStart(Observation.Context context) {
      fail("start");
    }

    @Override
    public void onError(Observation.Context context) {
      fail("error");
    }

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {
      fail("event");
    }

    @Override
    public void onStop(Observation.Context context) {
      fail("stop");
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }
}
