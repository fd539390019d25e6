package io.slots.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.engine.Life.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * S9: deletions, scaling, settling and rollback, with every fault at every call and at every write.
 * S9.1 is looked at after everything that happens.
 */
class LifeSweepTest {
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
  void undisturbed_isDone(Event event) {
    assertThat(new Life(event).endsWhole().isDone()).isTrue();
  }

  @TestFactory
  @DisplayName("S9 every SPI call, with every fault")
  Stream<DynamicTest> everyCall_withEveryFault_endsWhole() {
    return Stream.of(Event.values())
        .flatMap(
            event -> {
              List<String> calls = calls(event);
              List<DynamicTest> tests = new ArrayList<>();
              for (int i = 0; i < calls.size(); i++) {
                int number = i;
                FAULTS.forEach(
                    (name, fault) ->
                        tests.add(
                            dynamicTest(
                                event + ", call " + number + ", " + calls.get(number) + ": " + name,
                                () ->
                                    new Life(event)
                                        .with(
                                            kit ->
                                                fault.accept(
                                                    kit.faults()
                                                        .on(effect -> true)
                                                        .skip(number)
                                                        .times(1)))
                                        .endsWhole())));
              }
              return tests.stream();
            });
  }

  @TestFactory
  @DisplayName("S9 every write, with every fault")
  Stream<DynamicTest> everyWrite_withEveryFault_endsWhole() {
    return Stream.of(Event.values())
        .flatMap(
            event ->
                IntStream.range(0, writes(event))
                    .boxed()
                    .flatMap(
                        number ->
                            Stream.of(FaultyStore.Fault.values())
                                .map(
                                    fault ->
                                        dynamicTest(
                                            event + ", write " + number + ": " + fault,
                                            () ->
                                                new Life(event)
                                                    .with(
                                                        kit ->
                                                            kit.storeFaults()
                                                                .failWrite(number, fault))
                                                    .endsWhole()))));
  }

  @TestFactory
  @DisplayName("S9.3 a crash at any call, and another at any call of the recovery")
  Stream<DynamicTest> twoCrashes_endsWhole() {
    return everyNumber(
        "crashes at call and soon after",
        (event, number) -> {
          for (int second = 0; second < 6; second++) {
            int later = second;
            new Life(event)
                .with(
                    kit -> {
                      kit.faults().on(it -> true).skip(number + later).times(1).crashAfter();
                      kit.faults().on(it -> true).skip(number).times(1).crashBefore();
                    })
                .endsWhole();
          }
        });
  }

  @TestFactory
  @DisplayName("S9.4 another engine takes over at any call, and the one before lives on")
  Stream<DynamicTest> anotherEngine_endsWhole() {
    return everyNumber(
        "another engine from call",
        (event, number) ->
            new Life(event)
                .with(
                    kit -> atCall(kit, number, () -> kit.time().execute(() -> kit.anotherEngine())))
                .endsWhole());
  }

  private interface OfCall {
    void live(Event event, int number);
  }

  private static Stream<DynamicTest> everyNumber(String what, OfCall test) {
    return Stream.of(Event.values())
        .flatMap(
            event ->
                IntStream.range(0, calls(event).size())
                    .mapToObj(
                        number ->
                            dynamicTest(
                                event + ", " + what + " " + number,
                                () -> test.live(event, number))));
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

  private static List<String> calls(Event event) {
    return new Life(event).alone().calls().stream().map(call -> call.effect().describe()).toList();
  }

  private static int writes(Event event) {
    return new Life(event).alone().storeFaults().writes();
  }
}
