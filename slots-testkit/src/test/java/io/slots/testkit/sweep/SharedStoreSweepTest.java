package io.slots.testkit.sweep;

import static io.slots.testkit.sweep.Cast.SHARED_AND_ONE_STANDS_BY;
import static io.slots.testkit.sweep.Cast.SHARED_AND_RESTARTED;
import static io.slots.testkit.sweep.Scenarios.anyCall;
import static io.slots.testkit.sweep.Scenarios.atCall;
import static io.slots.testkit.sweep.Scenarios.atWrite;
import static io.slots.testkit.sweep.Scenarios.everyCall;
import static io.slots.testkit.sweep.Scenarios.everyWrite;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
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
 * S9.3, S9.4: every flow with two engines that share a store; the one that drives it dies, stands
 * still, or loses the store, at every call and at every write. Besides what every sweep looks at,
 * no call is ever made with a fencing token that another has passed.
 */
@Tag("sweep")
class SharedStoreSweepTest {
  private static final Map<String, Consumer<Faults.Rule>> CRASHES =
      new TreeMap<>(
          Map.of("crash before", Faults.Rule::crashBefore, "crash after", Faults.Rule::crashAfter));

  @ParameterizedTest
  @EnumSource
  @DisplayName("S9.4 with two engines all ends well if nothing goes wrong")
  void undisturbed_endsAsWanted(Repertoire piece) {
    assertThat(new Play(piece, SHARED_AND_ONE_STANDS_BY).endsWhole().undisturbed().calls())
        .isNotEmpty();
  }

  @TestFactory
  @DisplayName("S9.3 the engine dies at any call, and the other goes on")
  Stream<DynamicTest> crash_atAnyCall_theOtherGoesOn() {
    return CRASHES.entrySet().stream()
        .flatMap(
            crash ->
                everyCall(
                    SHARED_AND_ONE_STANDS_BY,
                    crash.getKey(),
                    (play, number) ->
                        play.with(kit -> crash.getValue().accept(anyCall(kit, number).times(1)))
                            .endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.3 the engine dies at any call and is started again, under another name")
  Stream<DynamicTest> crash_atAnyCall_andRestarted() {
    return everyCall(
        SHARED_AND_RESTARTED,
        "crash after, and restart",
        (play, number) -> play.with(kit -> anyCall(kit, number).times(1).crashAfter()).endsWhole());
  }

  @TestFactory
  @DisplayName("S9.3 the engine dies at any write, and the other goes on")
  Stream<DynamicTest> crash_atAnyWrite_theOtherGoesOn() {
    return Stream.of(FaultyStore.Fault.CRASH_BEFORE, FaultyStore.Fault.CRASH_AFTER)
        .flatMap(
            fault ->
                everyWrite(
                    SHARED_AND_ONE_STANDS_BY,
                    fault.toString(),
                    (play, number) ->
                        play.with(kit -> kit.storeFaults().failWrite(number, fault)).endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.3 the engine dies at any call, and the other in taking over")
  Stream<DynamicTest> crash_andTheOtherDiesToo() {
    return IntStream.of(0, 1, 2, 5)
        .boxed()
        .flatMap(
            later ->
                everyCall(
                    SHARED_AND_ONE_STANDS_BY,
                    "crashes there, the other " + later + " later",
                    (play, number) ->
                        play.with(
                                kit -> {
                                  anyCall(kit, number + later).times(1).crashAfter();
                                  anyCall(kit, number).times(1).crashBefore();
                                })
                            .endsWhole()));
  }

  @TestFactory
  @DisplayName("S9.3 the engine dies at any call, and the write that takes over goes wrong")
  Stream<DynamicTest> crash_andAFaultyTakeOver() {
    return Stream.of(
            FaultyStore.Fault.FAIL_BEFORE,
            FaultyStore.Fault.FAIL_AFTER,
            FaultyStore.Fault.HANG_AFTER,
            FaultyStore.Fault.OVERTAKEN,
            FaultyStore.Fault.CRASH_AFTER)
        .flatMap(
            fault ->
                everyCall(
                    SHARED_AND_ONE_STANDS_BY,
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
  @DisplayName("S9.4 the engine stands still at any call, for longer than its lease, and goes on")
  Stream<DynamicTest> standStill_atAnyCall() {
    return everyCall(
        SHARED_AND_ONE_STANDS_BY,
        "stands still",
        (play, number) ->
            play.with(kit -> atCall(kit, number, () -> kit.time().execute(play::standStill)))
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S9.4 the engine stands still while any write is under way, and goes on")
  Stream<DynamicTest> standStill_atAnyWrite() {
    return everyWrite(
        SHARED_AND_ONE_STANDS_BY,
        "stands still",
        (play, number) ->
            play.with(kit -> atWrite(kit, number, () -> kit.time().execute(play::standStill)))
                .endsWhole());
  }

  @TestFactory
  @DisplayName(
      "S9.4 the answer to any write is lost, and the engine stands still before it is read")
  Stream<DynamicTest> standStill_afterALostAnswer() {
    return everyWrite(
        SHARED_AND_ONE_STANDS_BY,
        "answer lost, then stands still",
        (play, number) ->
            play.with(
                    kit -> {
                      kit.storeFaults().failWrite(number, FaultyStore.Fault.FAIL_AFTER);
                      atWrite(kit, number, play::standStill);
                    })
                .endsWhole());
  }

  @TestFactory
  @DisplayName("S9.4 nobody reaches the store for longer than a lease, from any call on")
  Stream<DynamicTest> storeAway_fromAnyCallOn() {
    return everyCall(
        SHARED_AND_ONE_STANDS_BY,
        "the store is away",
        (play, number) -> play.with(kit -> atCall(kit, number, play::storeIsAway)).endsWhole());
  }

  @TestFactory
  @DisplayName("S5.3 it is cancelled at any call, by the engine that does not drive it")
  Stream<DynamicTest> cancelled_byTheOther() {
    return everyCall(
        SHARED_AND_ONE_STANDS_BY,
        "cancelled by the other",
        (play, number) ->
            play.with(
                    kit ->
                        atCall(
                            kit,
                            number,
                            () ->
                                kit.time()
                                    .execute(
                                        () -> {
                                          kit.use(1);
                                          play.cancel();
                                          kit.use(2);
                                        })))
                .endsWhole());
  }
}
