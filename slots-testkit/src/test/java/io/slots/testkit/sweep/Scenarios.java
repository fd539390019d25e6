package io.slots.testkit.sweep;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.effect.Effect;
import io.slots.testkit.Faults;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Every call, and every write, of every flow. */
final class Scenarios {
  private Scenarios() {}

  /** Plays it while something goes wrong with the call or write of that number. */
  interface Scenario {
    void play(Play play, int number);
  }

  static Stream<DynamicTest> everyCall(String what, Scenario scenario) {
    return everyCall(Cast.ONE_ENGINE, what, scenario);
  }

  static Stream<DynamicTest> everyCall(Cast cast, String what, Scenario scenario) {
    return Stream.of(Repertoire.values())
        .flatMap(
            piece -> {
              List<String> calls =
                  new Play(piece, cast)
                      .endsWhole().calls().stream().map(call -> call.effect().describe()).toList();
              return IntStream.range(0, calls.size())
                  .mapToObj(
                      number ->
                          test(
                              piece + ", call " + number + ", " + calls.get(number) + ": " + what,
                              () -> scenario.play(new Play(piece, cast), number)));
            });
  }

  static Stream<DynamicTest> everyWrite(String what, Scenario scenario) {
    return everyWrite(Cast.ONE_ENGINE, what, scenario);
  }

  static Stream<DynamicTest> everyWrite(Cast cast, String what, Scenario scenario) {
    return Stream.of(Repertoire.values())
        .flatMap(
            piece ->
                IntStream.range(0, new Play(piece, cast).endsWhole().writes())
                    .mapToObj(
                        number ->
                            test(
                                piece + ", write " + number + ": " + what,
                                () -> scenario.play(new Play(piece, cast), number))));
  }

  /** What fails says its name: reports number these tests and do not name them. */
  private static DynamicTest test(String name, Runnable play) {
    return dynamicTest(
        name,
        () -> {
          try {
            play.run();
          } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(name, e);
          }
        });
  }

  static Faults.Rule anyCall(SlotsTestKit kit, int number) {
    return kit.faults().on(Scenarios::any).skip(number);
  }

  static boolean any(Effect effect) {
    return true;
  }

  static void atCall(SlotsTestKit kit, int number, Runnable deed) {
    AtomicInteger calls = new AtomicInteger();
    kit.watch(
        call -> {
          if (calls.getAndIncrement() == number) {
            deed.run();
          }
        });
  }

  static void atWrite(SlotsTestKit kit, int number, Runnable deed) {
    AtomicBoolean done = new AtomicBoolean();
    kit.invariant(
        () -> {
          if (kit.storeFaults().writes() > number && !done.getAndSet(true)) {
            deed.run();
          }
        });
  }
}
