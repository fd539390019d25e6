package io.slots.testkit.sweep;

import static io.slots.testkit.sweep.Repertoire.DEPLOYMENT;
import static io.slots.testkit.sweep.Scenarios.anyCall;
import static io.slots.testkit.sweep.Scenarios.atCall;
import static io.slots.testkit.sweep.Scenarios.atWrite;
import static io.slots.testkit.sweep.Scenarios.everyCall;
import static io.slots.testkit.sweep.Scenarios.everyWrite;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * S9: every flow of the {@link Repertoire}, with every fault at every call and at every write. S9.1
 * is looked at after everything that happens, not only at the end.
 */
@Tag("sweep")
class FaultSweepTest {
  private static final Map<String, Consumer<Faults.Rule>> FAULTS =
      new TreeMap<>(
          Map.of(
              "fails before",
              rule -> rule.failBefore("planted"),
              "is done, answer lost",
              rule -> rule.failAfter("planted"),
              "throws",
              rule -> rule.throwing("planted"),
              "never answers",
              Faults.Rule::hang,
              "is done, never answers",
              Faults.Rule::hangAfter,
              "is done and answered late",
              rule -> rule.take(Duration.ofMinutes(20)),
              "is done and answered twice",
              rule -> rule.answerTwice(Duration.ofMillis(700))));

  private static final Map<String, Consumer<Faults.Rule>> CRASHES =
      new TreeMap<>(
          Map.of("crash before", Faults.Rule::crashBefore, "crash after", Faults.Rule::crashAfter));

  private static final Duration SLOWLY = Duration.ofMillis(100);

  @ParameterizedTest
  @EnumSource
  @DisplayName("S9 what is swept ends well if nothing goes wrong")
  void undisturbed_endsAsWanted(Repertoire piece) {
    assertThat(new Play(piece).endsWhole().undisturbed().calls()).isNotEmpty();
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 every SPI call, with every fault, once")
  Stream<DynamicTest> everyCall_withEveryFaultOnce_endsWhole() {
    return Stream.concat(FAULTS.entrySet().stream(), CRASHES.entrySet().stream())
        .flatMap(
            fault ->
                everyCall(
                    fault.getKey(),
                    (play, number) ->
                        play.with(kit -> fault.getValue().accept(anyCall(kit, number).times(1)))
                            .endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 every SPI call from one on, with every fault, for hours")
  Stream<DynamicTest> everyCallFromOneOn_withEveryFault_endsWhole() {
    return FAULTS.entrySet().stream()
        .flatMap(
            fault ->
                everyCall(
                    fault.getKey(),
                    (play, number) ->
                        play.with(kit -> fault.getValue().accept(anyCall(kit, number)))
                            .forHours()
                            .endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 every write, with every fault")
  Stream<DynamicTest> everyWrite_withEveryFault_endsWhole() {
    return Stream.of(FaultyStore.Fault.values())
        .flatMap(
            fault ->
                everyWrite(
                    fault.toString(),
                    (play, number) ->
                        play.with(kit -> kit.storeFaults().failWrite(number, fault)).endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 the store cannot be reached for hours, from any SPI call on")
  Stream<DynamicTest> storeDown_fromAnyCallOn_endsWhole() {
    return everyCall(
        "the store is down",
        (play, number) ->
            play.with(kit -> atCall(kit, number, () -> kit.storeFaults().goDown()))
                .forHours()
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S9.3 a crash at any call, and another at any call of the recovery")
  Stream<DynamicTest> twoCrashes_atAnyCalls_endsWhole() {
    return IntStream.range(0, 8)
        .boxed()
        .flatMap(
            later ->
                everyCall(
                    "crashes there and " + later + " later",
                    (play, number) ->
                        play.with(
                                kit -> {
                                  anyCall(kit, number + later).times(1).crashAfter();
                                  anyCall(kit, number).times(1).crashBefore();
                                })
                            .endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.3 a crash at any call, and any fault with the write that takes over")
  Stream<DynamicTest> crash_andAFaultyTakeOver_endsWhole() {
    return Stream.of(FaultyStore.Fault.values())
        .flatMap(
            fault ->
                everyCall(
                    "crashes, and take-over's write: " + fault,
                    (play, number) ->
                        play.with(
                                kit -> {
                                  anyCall(kit, number).times(1).crashAfter();
                                  atCall(kit, number, () -> kit.storeFaults().failWrite(0, fault));
                                })
                            .endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.4 another engine takes over at any call, and the one before lives on")
  Stream<DynamicTest> anotherEngine_atAnyCall_endsWhole() {
    return everyCall(
        "another engine takes over",
        (play, number) ->
            play.with(kit -> atCall(kit, number, () -> kit.time().execute(play::anotherEngine)))
                .endsWhole());
  }

  @TestFactory
  @DisplayName(
      "S9.4 the answer to any write is lost, and another engine takes over before it is read back")
  Stream<DynamicTest> anotherEngine_afterAnyLostAnswer_endsWhole() {
    return everyWrite(
        "answer lost, then another engine",
        (play, number) ->
            play.with(
                    kit -> {
                      kit.storeFaults().failWrite(number, FaultyStore.Fault.FAIL_AFTER);
                      atWrite(
                          kit,
                          number,
                          () -> kit.time().after(Duration.ofMillis(200), play::anotherEngine));
                    })
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S5.3 what is under way is cancelled, at any call")
  Stream<DynamicTest> cancelled_atAnyCall_endsWhole() {
    return everyCall(
        "cancelled",
        (play, number) ->
            play.with(kit -> atCall(kit, number, () -> kit.time().execute(play::cancel)))
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S5.3 what is under way is cancelled while any write is under way")
  Stream<DynamicTest> cancelled_atAnyWrite_endsWhole() {
    return everyWrite(
        "cancelled meanwhile",
        (play, number) ->
            play.with(kit -> kit.storeFaults().takes(SLOWLY))
                .with(kit -> atWrite(kit, number, () -> kit.time().execute(play::cancel)))
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 a slow store, and every write with every fault")
  Stream<DynamicTest> everyWriteOfASlowStore_withEveryFault_endsWhole() {
    return Stream.of(FaultyStore.Fault.values())
        .flatMap(
            fault ->
                everyWrite(
                    fault.toString(),
                    (play, number) ->
                        play.with(kit -> kit.storeFaults().takes(SLOWLY))
                            .with(kit -> kit.storeFaults().failWrite(number, fault))
                            .endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.4 a slow store, and another engine takes over while any write is under way")
  Stream<DynamicTest> anotherEngine_atAnyWriteOfASlowStore_endsWhole() {
    return everyWrite(
        "another engine takes over meanwhile",
        (play, number) ->
            play.with(kit -> kit.storeFaults().takes(SLOWLY))
                .with(kit -> atWrite(kit, number, () -> kit.time().execute(play::anotherEngine)))
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S9.3 a deployment that a crash interrupts is reverted, whoever made the instances")
  Stream<DynamicTest> crash_beforeTheSwitchOfADeployment_isReverted() {
    return Stream.of(0, 2, 4, 6)
        .map(
            number ->
                dynamicTest(
                    "call " + number,
                    () ->
                        assertThat(
                                new Play(DEPLOYMENT)
                                    .with(kit -> anyCall(kit, number).times(1).crashAfter())
                                    .endsWhole()
                                    .ended())
                            .singleElement()
                            .extracting(EndedOperation::ending)
                            .isEqualTo(Ending.REVERTED)));
  }
}
