package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.Effect;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.OperationKind;
import io.slots.settings.Settings;
import io.slots.spi.StoreException;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SimulatedCrash;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * S9, of swaps with preview: every write and every call, each with every fault. Whoever was
 * promised an outcome gets it, and the app is whole.
 */
class PreviewFaultSweepTest {
  private static final Map<String, Consumer<Faults.Rule>> FAULTS =
      new TreeMap<>(
          Map.of(
              "fails before",
              rule -> rule.fail("injected"),
              "is done, answer lost",
              rule -> rule.failAfter("injected"),
              "never answers",
              Faults.Rule::hang,
              "answers late",
              rule -> rule.take(Duration.ofMinutes(10)),
              "answers twice",
              rule -> rule.twice(Duration.ofMinutes(1)),
              "crash before",
              Faults.Rule::crashBefore,
              "crash after",
              Faults.Rule::crashAfter));

  /** What becomes of the pause. */
  private enum Fate {
    COMPLETED,
    CANCELLED,
    EXPIRED
  }

  @TestFactory
  @DisplayName("S9 every write of a swap with preview, with every fault")
  Stream<DynamicTest> everyWrite_withEveryFault_endsWhole() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      int writes = new Play(fate).endsWhole().kit.storeFaults().writes();
      assertThat(writes).isGreaterThan(5);
      for (int i = 0; i < writes; i++) {
        int number = i;
        for (FaultyStore.Fault fault : FaultyStore.Fault.values()) {
          tests.add(
              dynamicTest(
                  fate + ", write " + number + ": " + fault,
                  () ->
                      new Play(fate)
                          .with(kit -> kit.storeFaults().failWrite(number, fault))
                          .endsWhole()));
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  @DisplayName("S9 every SPI call of a swap with preview, with every fault")
  Stream<DynamicTest> everyCall_withEveryFault_endsWhole() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Fate fate : Fate.values()) {
      int calls = new Play(fate).endsWhole().kit.calls().size();
      assertThat(calls).isGreaterThan(8);
      for (int i = 0; i < calls; i++) {
        int number = i;
        FAULTS.forEach(
            (name, fault) ->
                tests.add(
                    dynamicTest(
                        fate + ", call " + number + ": " + name,
                        () ->
                            new Play(fate)
                                .with(
                                    kit ->
                                        fault.accept(
                                            kit.faults()
                                                .on(PreviewFaultSweepTest::any)
                                                .skip(number)
                                                .times(1)))
                                .endsWhole())));
      }
    }
    return tests.stream();
  }

  private static boolean any(Effect effect) {
    return true;
  }

  /** A swap with preview, what becomes of it, and what must hold of it. */
  private static final class Play {
    private static final Duration EXPIRY = Duration.ofHours(1);

    private final Fate fate;
    private final SlotsTestKit kit = SlotsTestKit.create();
    private final Shop shop = Shop.varied(kit, 2).withCanaryAndBeta();
    private final App before = shop.app();
    private final Watch watch;
    private Optional<Running> swap = Optional.empty();

    Play(Fate fate) {
      this.fate = fate;
      Settings production = before.production().settings();
      Settings promoted =
          before
              .slot(STAGING)
              .settings()
              .only(it -> !before.stickyNames().contains(it.key()))
              .with(production.only(it -> before.stickyNames().contains(it.key())));
      watch = new Watch(kit, 2, Map.of("v1", production, "v2", promoted), Set.of("/"));
      kit.platform().allowOverlappingRestarts();
      kit.storeFaults().othersEdit(Shop::editBeta);
      kit.storeFaults().failNone();
      kit.forgetCalls();
    }

    Play with(Consumer<SlotsTestKit> fault) {
      fault.accept(kit);
      return this;
    }

    Play endsWhole() {
      live(() -> swap = Optional.of(prepare()));
      for (int i = 0; !isOver(); i++) {
        assertThat(i).as("rounds").isLessThan(50);
        live(this::goOn);
      }
      swap.ifPresent(it -> live(() -> assertThat(it.await().report()).isEqualTo(swaps().get(0))));
      assertThat(swap.isEmpty()).isEqualTo(swaps().isEmpty());
      assertWhole();
      assertThat(watch.looked()).isPositive();
      return this;
    }

    private Running prepare() {
      return fate == Fate.EXPIRED ? shop.prepare(it -> it.previewExpiry(EXPIRY)) : shop.prepare();
    }

    private void goOn() {
      if (shop.paused().isEmpty()) {
        kit.time().runUntil(() -> shop.current().isEmpty());
        return;
      }
      assertThat(swap.orElseThrow().awaitPause()).isTrue();
      try {
        switch (fate) {
          case COMPLETED -> kit.slots().swaps().complete(SHOP, STAGING);
          case CANCELLED -> kit.slots().swaps().cancel(SHOP, PRODUCTION);
          case EXPIRED -> kit.time().runUntil(() -> shop.paused().isEmpty());
        }
      } catch (RefusedException e) {
        throw new AssertionError(e);
      }
    }

    private boolean isOver() {
      return shop.current().isEmpty() && shop.paused().isEmpty();
    }

    /** Does it; if the engine dies of it, another takes its place. */
    private void live(Runnable deed) {
      try {
        deed.run();
      } catch (SimulatedCrash crash) {
        restart();
      } catch (StalledException stalled) {
        throw new AssertionError("it hangs; calls: " + kit.calls(), stalled);
      } catch (EngineStoppedException | StoreException e) {
        kit.time().advance(Duration.ofSeconds(1));
      }
    }

    private void restart() {
      try {
        kit.crashAndRestartEngine();
      } catch (SimulatedCrash again) {
        restart();
        return;
      }
      swap =
          Stream.concat(shop.paused().stream(), shop.current().stream())
              .findFirst()
              .map(it -> it.id())
              .or(() -> swaps().stream().findFirst().map(EndedOperation::id))
              .map(it -> kit.slots().operations().follow(SHOP, it));
    }

    private List<EndedOperation> swaps() {
      return kit.slots().operations().history(SHOP, 100).stream()
          .filter(it -> it.kind() == OperationKind.SWAP)
          .toList();
    }

    private void assertWhole() {
      kit.time().advance(Duration.ofHours(2));
      List<EndedOperation> ended = swaps();
      assertThat(ended.size()).isLessThanOrEqualTo(1);
      Ending ending = ended.isEmpty() ? Ending.REVERTED : ended.get(0).ending();
      boolean done = ending == Ending.COMPLETED || ending == Ending.COMPLETED_SOURCE_DEGRADED;
      assertThat(done && fate != Fate.COMPLETED).isFalse();
      App after = shop.app();
      if (ending == Ending.REVERTED) {
        assertThat(after.production()).isEqualTo(before.production());
        assertThat(after.slot(STAGING)).isEqualTo(before.slot(STAGING));
      }
      assertThat(version(after, PRODUCTION)).isEqualTo(done ? "v2" : "v1");
      for (SlotName slot : List.of(PRODUCTION, STAGING)) {
        var ready = after.slot(slot).deployed().orElseThrow().readyInstances();
        assertThat(kit.router().instancesOf(SHOP, slot))
            .isEqualTo(ready.stream().map(it -> it.id()).toList());
        for (var instance : ready) {
          FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
          assertThat(running.settings()).isEqualTo(after.slot(slot).settings());
          assertThat(running.slot()).isEqualTo(slot);
        }
      }
    }

    private static String version(App app, SlotName slot) {
      return app.slot(slot).deployed().orElseThrow().content().version();
    }
  }
}
