package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.Slot;
import io.slots.effect.Effect;
import io.slots.effect.Restart;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.SwapRequest;
import io.slots.operation.WarmUpPlan;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SimulatedCrash;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * S9: every call of a swap and every write, each with every fault. What must hold is looked at
 * before each call, not only at the end: a left-out warm-up is invisible at the end.
 */
class SwapFaultSweepTest {
  private static final String WARM = "/warm";
  private static final Map<String, Consumer<Faults.Rule>> FAULTS =
      new TreeMap<>(
          Map.of(
              "fails before",
              rule -> rule.fail("injected"),
              "is done, answer lost",
              rule -> rule.failAfter("injected"),
              "throws",
              rule -> rule.throwing("injected"),
              "never answers",
              Faults.Rule::hang,
              "is done, never answers",
              Faults.Rule::hangAfter,
              "answers late",
              rule -> rule.take(Duration.ofMinutes(10)),
              "crash before",
              Faults.Rule::crashBefore,
              "crash after",
              Faults.Rule::crashAfter));

  @TestFactory
  @DisplayName("S9.1 S9.2 every SPI call of a swap, with every fault, once and for ever")
  Stream<DynamicTest> everyCall_withEveryFault_endsWhole() {
    List<RecordedCall> calls = undisturbed().calls();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      int number = i;
      String effect = calls.get(i).effect().describe();
      FAULTS.forEach(
          (name, fault) ->
              tests.add(
                  dynamicTest(
                      "call " + number + ", " + effect + ": " + name,
                      () ->
                          new Run()
                              .with(
                                  kit ->
                                      fault.accept(
                                          kit.faults()
                                              .on(SwapFaultSweepTest::any)
                                              .skip(number)
                                              .times(1)))
                              .endsWhole())));
    }
    assertThat(calls).hasSize(14);
    return tests.stream();
  }

  @TestFactory
  @DisplayName("S9.1 S9.2 every write of a swap, with every fault")
  Stream<DynamicTest> everyWrite_withEveryFault_endsWhole() {
    int writes = undisturbed().storeFaults().writes();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 1; i < writes; i++) {
      int number = i;
      for (FaultyStore.Fault fault : FaultyStore.Fault.values()) {
        tests.add(
            dynamicTest(
                "write " + number + ": " + fault,
                () ->
                    new Run().with(kit -> kit.storeFaults().failWrite(number, fault)).endsWhole()));
      }
    }
    assertThat(writes).isEqualTo(7);
    return tests.stream();
  }

  @TestFactory
  @DisplayName("S9.3 a crash at any call, and another at any call of the recovery")
  Stream<DynamicTest> everyCall_crashTwice_endsWhole() {
    int calls = undisturbed().calls().size();
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < calls; i++) {
      for (int j = 0; j < 10; j++) {
        int first = i;
        int second = j;
        tests.add(
            dynamicTest(
                "crash at call " + first + " and " + second + " later",
                () ->
                    new Run()
                        .with(
                            kit -> {
                              kit.faults()
                                  .on(SwapFaultSweepTest::any)
                                  .skip(first + second)
                                  .times(1)
                                  .crashAfter();
                              kit.faults()
                                  .on(SwapFaultSweepTest::any)
                                  .skip(first)
                                  .times(1)
                                  .crashBefore();
                            })
                        .endsWhole()));
      }
    }
    return tests.stream();
  }

  private static boolean any(Effect effect) {
    return true;
  }

  private static SlotsTestKit undisturbed() {
    Run run = new Run();
    run.endsWhole();
    return run.kit;
  }

  /** A swap of 2+2 instances with sticky settings, and what must hold of it. */
  private static final class Run {
    private final SlotsTestKit kit = SlotsTestKit.create();
    private final App before;
    private final Set<InstanceId> promoted = new HashSet<>();

    Run() {
      kit.stagingAndProduction(2);
      // A deployment to production warms up; to get it warm on the path, production is deployed
      // again.
      kit.slots()
          .slots()
          .configure(SHOP, PRODUCTION, SettingsChange.set(Setting.of(WarmUpPlan.PING_PATH, WARM)));
      kit.slots()
          .slots()
          .configure(SHOP, STAGING, SettingsChange.set(Setting.of(WarmUpPlan.PING_PATH, WARM)));
      kit.slots().slots().configure(SHOP, PRODUCTION, sticky("production-db"));
      kit.slots().slots().configure(SHOP, STAGING, sticky("staging-db"));
      kit.slots().slots().deploy(SHOP, PRODUCTION, content("v1b")).await();
      kit.slots().slots().deploy(SHOP, STAGING, content("v2b")).await();
      before = kit.slots().apps().get(SHOP);
      kit.platform().allowOverlappingRestarts();
      kit.storeFaults().failNone();
      kit.forgetCalls();
    }

    private static io.slots.app.Content content(String version) {
      return io.slots.app.Content.of(version);
    }

    private static SettingsChange sticky(String value) {
      return SettingsChange.setSticky(Setting.of("DB", value));
    }

    Run with(Consumer<SlotsTestKit> fault) {
      fault.accept(kit);
      return this;
    }

    void endsWhole() {
      kit.watch(this::holds);
      boolean started = goOn(() -> kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING)).await());
      while (!started || kit.slots().operations().current(SHOP).isPresent()) {
        started =
            goOn(() -> kit.time().runUntil(this::isOver))
                || !kit.slots().operations().current(SHOP).isPresent();
      }
      assertWhole();
    }

    /** Returns whether the engine lived. */
    private boolean goOn(Runnable deed) {
      try {
        deed.run();
        return true;
      } catch (SimulatedCrash crash) {
        return restart();
      } catch (StalledException stalled) {
        throw new AssertionError("the swap hangs; calls: " + kit.calls(), stalled);
      } catch (io.slots.spi.StoreException e) {
        // The write that would have started the swap.
        return true;
      }
    }

    private boolean restart() {
      try {
        kit.crashAndRestartEngine();
        return false;
      } catch (SimulatedCrash again) {
        return restart();
      }
    }

    private boolean isOver() {
      return kit.slots().operations().current(SHOP).isEmpty();
    }

    /** S9.1, and that promoted instances are left alone. */
    private void holds(RecordedCall call) {
      List<InstanceId> serving = kit.router().instancesOf(SHOP, PRODUCTION);
      assertThat(serving).hasSize(2);
      Set<String> versions = new HashSet<>();
      for (InstanceId id : serving) {
        FakePlatform.Running running = kit.platform().running(id).orElseThrow();
        versions.add(running.content().version());
        assertThat(kit.platform().answeredSinceStart(id)).as("warm: " + id).contains(WARM);
        assertThat(running.settings().appSetting("DB")).contains("production-db");
      }
      assertThat(versions).hasSize(1);
      if (versions.contains("v2b")) {
        promoted.addAll(serving);
      }
      if (call.effect() instanceof Restart restart) {
        assertThat(promoted).doesNotContain(restart.instance().id());
      }
    }

    private void assertWhole() {
      App after = kit.slots().apps().get(SHOP);
      List<EndedOperation> history =
          kit.slots().operations().history(SHOP, 100).stream()
              .filter(it -> it.description().startsWith("swap"))
              .toList();
      assertThat(history.size()).isLessThanOrEqualTo(1);
      Ending ending = history.isEmpty() ? Ending.REVERTED : history.get(0).ending();
      boolean done = ending == Ending.COMPLETED || ending == Ending.COMPLETED_SOURCE_DEGRADED;
      assertThat(version(after.production())).isEqualTo(done ? "v2b" : "v1b");
      assertThat(version(after.slot(STAGING))).isEqualTo(done ? "v1b" : "v2b");
      if (ending == Ending.REVERTED) {
        assertThat(after).isEqualTo(before);
      }
      for (Slot slot : after.slots().values()) {
        List<Instance> ready = slot.deployed().orElseThrow().readyInstances();
        assertThat(kit.router().instancesOf(SHOP, slot.name()))
            .isEqualTo(ready.stream().map(Instance::id).toList());
        for (Instance instance : ready) {
          FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
          assertThat(running.settings()).isEqualTo(slot.settings());
          assertThat(running.slot()).isEqualTo(slot.name());
        }
      }
    }

    private static String version(Slot slot) {
      return slot.deployed().orElseThrow().content().version();
    }
  }
}
