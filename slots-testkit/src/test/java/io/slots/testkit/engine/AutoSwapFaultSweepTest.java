package io.slots.testkit.engine;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.Ending;
import io.slots.operation.EngineStoppedException;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import io.slots.spi.StoreException;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SimulatedCrash;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * S9 of S6: a deployment, its automatic swap, and two deployments that wait for it, with every
 * fault of the store at every write. Nothing that was accepted is lost, and whoever waits is told.
 */
class AutoSwapFaultSweepTest {
  @TestFactory
  @DisplayName("S9.6 every write of a deployment and all that follows it, with every fault")
  Stream<DynamicTest> everyWrite_withEveryFault_losesNothing() {
    Flow undisturbed = new Flow();
    undisturbed.endsWhole();
    int writes = undisturbed.writes;
    assertThat(writes).isGreaterThan(25);
    List<DynamicTest> tests = new ArrayList<>();
    for (int i = 0; i < writes; i++) {
      int number = i;
      for (FaultyStore.Fault fault : FaultyStore.Fault.values()) {
        tests.add(
            dynamicTest(
                "write " + number + ": " + fault,
                () -> {
                  Flow flow = new Flow();
                  flow.kit.storeFaults().failWrite(number, fault);
                  flow.endsWhole();
                }));
      }
    }
    return tests.stream();
  }

  /** v3 is deployed and swapped; v4 and, in its place, v5 wait for that. */
  private static final class Flow {
    private final SlotsTestKit kit = SlotsTestKit.create();
    private final Shop shop = Shop.varied(kit, 2).withCanaryAndBeta();
    private final int before;
    private int writes;
    private boolean crashed;

    /** What was accepted, and who waits for it. An engine that dies takes the waiting with it. */
    private final Map<String, Running> accepted = new LinkedHashMap<>();

    private final Set<String> tried = new HashSet<>();

    Flow() {
      kit.slots().swaps().autoSwap(SHOP, STAGING, PRODUCTION);
      kit.platform().allowOverlappingRestarts();
      kit.storeFaults().othersEdit(Shop::editBeta);
      before = history().size();
      kit.storeFaults().failNone();
    }

    void endsWhole() {
      live(() -> deploy("v3"));
      for (int i = 0; !isOver(); i++) {
        assertThat(i).as("rounds").isLessThan(100);
        live(this::goOn);
      }
      writes = kit.storeFaults().writes();
      kit.storeFaults().failNone();
      kit.time().advance(Duration.ofHours(1));
      assertWhole();
    }

    private void goOn() {
      boolean swapsV3 =
          shop.current().filter(Flow::isSwap).isPresent() && version(STAGING).equals("v3");
      if (swapsV3 && tried.contains("v3") && !tried.contains("v4")) {
        deploy("v4");
      } else if (swapsV3 && tried.contains("v4") && !tried.contains("v5")) {
        deploy("v5");
      } else {
        Optional<OperationId> at = shop.current().map(Operation::id);
        kit.time().runUntil(() -> !shop.current().map(Operation::id).equals(at));
      }
    }

    private static boolean isSwap(Operation it) {
      return it.task().kind() == OperationKind.SWAP
          && it.position().step() != StepName.AWAIT_DECISION;
    }

    private void deploy(String version) {
      tried.add(version);
      accepted.put(version, kit.slots().slots().deploy(SHOP, STAGING, Content.of(version)));
    }

    private boolean isOver() {
      return shop.current().isEmpty();
    }

    private void live(Runnable deed) {
      try {
        deed.run();
      } catch (SimulatedCrash crash) {
        crashed = true;
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
      accepted.replaceAll((version, old) -> kit.slots().operations().follow(SHOP, old.id()));
    }

    private void assertWhole() {
      Map<OperationId, EndedOperation> ended = new LinkedHashMap<>();
      for (EndedOperation each : history().subList(0, history().size() - before)) {
        assertThat(ended.put(each.id(), each)).as("ended once").isNull();
      }
      assertThat(kit.slots().operations().queued(SHOP)).isEmpty();
      accepted.forEach(
          (version, running) -> {
            assertThat(running.outcome().toCompletableFuture()).as(version).isDone();
            assertThat(ended).containsKey(running.id());
            assertThat(running.await().report()).isEqualTo(ended.get(running.id()));
          });
      for (EndedOperation each : ended.values()) {
        boolean done =
            each.ending() == Ending.COMPLETED || each.ending() == Ending.COMPLETED_SOURCE_DEGRADED;
        boolean swapped = each.kind() == OperationKind.DEPLOYMENT && done;
        assertThat(each.followedBy().isPresent()).as("%s", each).isEqualTo(swapped);
        each.followedBy()
            .ifPresent(
                it ->
                    assertThat(ended)
                        .hasEntrySatisfying(
                            it, swap -> assertThat(swap.kind()).isEqualTo(OperationKind.SWAP)));
      }
      assertEvents(ended);
      assertRoutes();
    }

    /** Whatever ended under an engine that lived through it is told, once. */
    private void assertEvents(Map<OperationId, EndedOperation> ended) {
      List<OperationId> told =
          kit.events().stream()
              .filter(it -> it instanceof SlotsEvent.OperationEnded)
              .map(it -> it.operation())
              .filter(ended::containsKey)
              .toList();
      assertThat(told).doesNotHaveDuplicates();
      if (!crashed) {
        assertThat(told).containsExactlyInAnyOrderElementsOf(ended.keySet());
      }
    }

    private void assertRoutes() {
      for (SlotName slot : List.of(PRODUCTION, STAGING)) {
        List<InstanceId> ready =
            shop.app().slot(slot).deployed().orElseThrow().readyInstances().stream()
                .map(Instance::id)
                .toList();
        assertThat(ready).hasSize(2);
        assertThat(kit.router().instancesOf(SHOP, slot)).isEqualTo(ready);
        for (InstanceId id : ready) {
          assertThat(kit.platform().running(id).orElseThrow().settings())
              .isEqualTo(shop.app().slot(slot).settings());
        }
      }
    }

    private List<EndedOperation> history() {
      return kit.slots().operations().history(SHOP, 1_000);
    }

    private String version(SlotName slot) {
      return shop.app().slot(slot).deployed().orElseThrow().content().version();
    }
  }
}
