package io.slots.testkit.engine;

import static io.slots.testkit.engine.Play.Piece.DEPLOYMENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.effect.Effect;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.engine.Play.Piece;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * S9: swaps, a deployment to production and a repair, with every fault at every call and at every
 * write. S9.1 is looked at after everything that happens, not only at the end.
 */
class FaultSweepTest {
  private static final Map<String, Consumer<Faults.Rule>> FAULTS =
      new TreeMap<>(
          Map.of(
              "fails before",
              rule -> rule.fail("planted"),
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
              rule -> rule.twice(Duration.ofMillis(700)),
              "crash before",
              Faults.Rule::crashBefore,
              "crash after",
              Faults.Rule::crashAfter));

  @ParameterizedTest
  @EnumSource
  @DisplayName("S9 what is swept ends well if nothing goes wrong")
  void undisturbed_completes(Piece piece) {
    assertThat(new Play(piece).endsWhole().ended())
        .singleElement()
        .extracting(EndedOperation::ending)
        .isEqualTo(Ending.COMPLETED);
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 every SPI call, with every fault, once")
  Stream<DynamicTest> everyCall_withEveryFaultOnce_endsWhole() {
    return everyCall(
        (play, number, fault) ->
            play.with(
                    kit -> fault.accept(kit.faults().on(FaultSweepTest::any).skip(number).times(1)))
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 every SPI call from one on, with every fault, for hours")
  Stream<DynamicTest> everyCallFromOneOn_withEveryFault_endsWhole() {
    return everyCall(
            (play, number, fault) ->
                play.with(kit -> fault.accept(kit.faults().on(FaultSweepTest::any).skip(number)))
                    .endsWholeOnceAllGoesRightAgain())
        .filter(test -> !test.getDisplayName().contains("crash"));
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 every write, with every fault")
  Stream<DynamicTest> everyWrite_withEveryFault_endsWhole() {
    return Stream.of(Piece.values())
        .flatMap(
            piece -> {
              List<DynamicTest> tests = new ArrayList<>();
              for (int i = 0; i < writes(piece); i++) {
                int number = i;
                for (FaultyStore.Fault fault : FaultyStore.Fault.values()) {
                  tests.add(
                      dynamicTest(
                          piece + ", write " + number + ": " + fault,
                          () ->
                              new Play(piece)
                                  .with(kit -> kit.storeFaults().failWrite(number, fault))
                                  .endsWhole()));
                }
              }
              return tests.stream();
            });
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 the store cannot be reached for hours, from any SPI call on")
  Stream<DynamicTest> storeDown_fromAnyCallOn_endsWhole() {
    return everyNumber(
        "the store is down from call",
        (play, number) ->
            play.with(kit -> atCall(kit, number, () -> kit.storeFaults().goDown()))
                .endsWholeOnceAllGoesRightAgain());
  }

  @TestFactory
  @DisplayName("S9.3 a crash at any call, and another at any call of the recovery")
  Stream<DynamicTest> twoCrashes_atAnyCalls_endsWhole() {
    return everyNumber(
        "crashes at call and soon after",
        (play, number) -> {
          for (int second = 0; second < 8; second++) {
            int later = second;
            new Play(play.piece())
                .with(
                    kit -> {
                      kit.faults()
                          .on(FaultSweepTest::any)
                          .skip(number + later)
                          .times(1)
                          .crashAfter();
                      kit.faults().on(FaultSweepTest::any).skip(number).times(1).crashBefore();
                    })
                .endsWhole();
          }
        });
  }

  @TestFactory
  @DisplayName("S9.4 another engine takes over at any call, and the one before lives on")
  Stream<DynamicTest> anotherEngine_atAnyCall_endsWhole() {
    return everyNumber(
        "another engine from call",
        (play, number) ->
            play.with(
                    kit -> atCall(kit, number, () -> kit.time().execute(() -> kit.anotherEngine())))
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
                                    .with(
                                        kit ->
                                            kit.faults()
                                                .on(FaultSweepTest::any)
                                                .skip(number)
                                                .times(1)
                                                .crashAfter())
                                    .endsWhole()
                                    .ended())
                            .singleElement()
                            .extracting(EndedOperation::ending)
                            .isEqualTo(Ending.REVERTED)));
  }

  private interface OfCallAndFault {
    void play(Play play, int number, Consumer<Faults.Rule> fault);
  }

  private interface OfCall {
    void play(Play play, int number);
  }

  private static Stream<DynamicTest> everyCall(OfCallAndFault test) {
    return Stream.of(Piece.values())
        .flatMap(
            piece -> {
              List<String> calls = calls(piece);
              List<DynamicTest> tests = new ArrayList<>();
              for (int i = 0; i < calls.size(); i++) {
                int number = i;
                FAULTS.forEach(
                    (name, fault) ->
                        tests.add(
                            dynamicTest(
                                piece + ", call " + number + ", " + calls.get(number) + ": " + name,
                                () -> test.play(new Play(piece), number, fault))));
              }
              return tests.stream();
            });
  }

  private static Stream<DynamicTest> everyNumber(String what, OfCall test) {
    return Stream.of(Piece.values())
        .flatMap(
            piece ->
                Stream.iterate(0, i -> i < calls(piece).size(), i -> i + 1)
                    .map(
                        number ->
                            dynamicTest(
                                piece + ", " + what + " " + number,
                                () -> test.play(new Play(piece), number))));
  }

  private static void atCall(SlotsTestKit kit, int number, Runnable deed) {
    AtomicInteger calls = new AtomicInteger();
    kit.watch(
        call -> {
          if (calls.getAndIncrement() == number) {
            deed.run();
          }
        });
  }

  private static boolean any(Effect effect) {
    return true;
  }

  private static List<String> calls(Piece piece) {
    return new Play(piece).alone().calls().stream().map(call -> call.effect().describe()).toList();
  }

  private static int writes(Piece piece) {
    return new Play(piece).alone().storeFaults().writes();
  }
}
