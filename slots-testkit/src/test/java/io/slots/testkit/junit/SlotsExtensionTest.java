package io.slots.testkit.junit;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.CallPattern.restarts;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;
import static io.slots.testkit.assertion.SlotsAssertions.assertThat;
import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.slots.core.Apps;
import io.slots.core.Operations;
import io.slots.core.SlotEditor;
import io.slots.core.Slots;
import io.slots.core.SwapEngine;
import io.slots.core.time.Scheduler;
import io.slots.operation.Limits;
import io.slots.operation.SwapRequest;
import io.slots.spi.SlotStore;
import io.slots.testkit.FakeKeys;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.FakeRouter;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class SlotsExtensionTest {
  private static EngineExecutionResults results(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  private static Throwable failureOf(Class<?> tests) {
    return results(tests).testEvents().failed().stream()
        .map(it -> it.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
        .flatMap(it -> it.getThrowable().stream())
        .findFirst()
        .orElseThrow();
  }

  @SlotsTest
  static class Injected {
    private final SlotsTestKit kit;

    Injected(SlotsTestKit kit) {
      this.kit = kit;
    }

    @BeforeEach
    void setUp(SlotsTestKit same) {
      assertThat(same).isSameAs(kit);
      same.given(stagingAndProduction());
    }

    @AfterEach
    void tearDown(SlotsTestKit same) {
      assertThat(same).isSameAs(kit);
    }

    @Test
    void everyPart(
        SlotsTestKit same,
        Slots slots,
        SwapEngine swaps,
        Apps apps,
        SlotEditor editor,
        Operations operations,
        FakePlatform platform,
        FakeRouter router,
        FakeKeys keys,
        VirtualTime time,
        Scheduler scheduler,
        Faults faults,
        FaultyStore storeFaults,
        SlotStore store) {
      assertThat(same).isSameAs(kit);
      assertThat(slots).isSameAs(kit.slots());
      assertThat(List.<Object>of(swaps, apps, editor, operations))
          .containsExactly(slots.swaps(), slots.apps(), slots.slots(), slots.operations());
      assertThat(List.<Object>of(platform, router, keys, time, faults, storeFaults, store))
          .containsExactly(
              kit.platform(),
              kit.router(),
              kit.keys(),
              kit.time(),
              kit.faults(),
              kit.storeFaults(),
              kit.store());
      assertThat(scheduler).isSameAs(time);
    }

    @Test
    void swap(SwapEngine swaps, FakeRouter router) {
      assertThat(swaps.swap(SwapRequest.of(SHOP, STAGING)).await()).isCompleted();
      assertThat(router).route(SHOP, PRODUCTION).leadsTo("v2");
    }
  }

  @Test
  @DisplayName("every part is injected: into tests, around them, and into the constructor")
  void parts_areInjected() {
    results(Injected.class).testEvents().assertStatistics(stats -> stats.started(2).succeeded(2));
  }

  static class Configured {
    @RegisterExtension
    final SlotsExtension slots =
        SlotsExtension.of(
            () ->
                SlotsTestKit.create(
                    it -> it.limits(Limits.builder().drain(Duration.ofSeconds(7)).build())));

    @Test
    void swap(SlotsTestKit kit) {
      kit.given(stagingAndProduction());
      kit.slots().swaps().swap(SwapRequest.of(SHOP, STAGING));

      assertThat(kit.slots().operations().current(SHOP).orElseThrow().limits().drain())
          .isEqualTo(Duration.ofSeconds(7));
    }
  }

  @Test
  @DisplayName("an extension in a field makes the kits that it is told to make")
  void field_configures() {
    results(Configured.class).testEvents().assertStatistics(stats -> stats.started(1).succeeded(1));
  }

  static class Closing {
    static final List<SlotsTestKit> kits = new ArrayList<>();

    @RegisterExtension
    final SlotsExtension slots =
        SlotsExtension.of(
            () -> {
              SlotsTestKit kit = SlotsTestKit.shared(it -> it);
              kits.add(kit);
              return kit;
            });

    @Test
    void first(SlotsTestKit kit) {
      assertThat(kit).isNotNull();
    }

    @Test
    void second(SlotsTestKit kit) {
      assertThat(kit).isNotNull();
    }

    @Test
    void without() {
      assertThat(kits).hasSizeLessThan(3);
    }
  }

  @Test
  @DisplayName("each test that wants one has a kit of its own, which is closed after it")
  void kits_areClosed() {
    Closing.kits.clear();
    results(Closing.class).testEvents().assertStatistics(stats -> stats.started(3).succeeded(3));

    assertThat(Closing.kits)
        .hasSize(2)
        .allSatisfy(
            kit -> {
              // An engine that lives shows signs of life for ever.
              kit.time().advance(Duration.ofHours(1));
              assertThat(kit.sharedStore().adrift(1)).isCompleted();
              org.assertj.core.api.Assertions.assertThatThrownBy(
                      () -> kit.time().runUntil(() -> false))
                  .hasMessageContaining("nothing is left to happen");
            });
  }

  @SlotsTest
  static class Failing {
    @Test
    void fails(SlotsTestKit kit) {
      kit.given(stagingAndProduction());
      kit.faults().on(restarts()).nth(1).failBefore("out of memory");
      kit.swap(SHOP, STAGING);

      assertThat("v1").as("the version in production").isEqualTo("v2");
    }
  }

  @Test
  @DisplayName("a test that fails publishes the history of calls, and its failure shows it")
  void failure_tellsTheHistory() {
    EngineExecutionResults results = results(Failing.class);
    List<String> published =
        results
            .testEvents()
            .reportingEntryPublished()
            .map((Event it) -> it.getRequiredPayload(ReportEntry.class))
            .map(it -> it.getKeyValuePairs().getOrDefault("calls of SPIs", ""))
            .toList();

    assertThat(published).singleElement().asString().contains("out of memory", "undo: apply");
    assertThat(failureOf(Failing.class).getSuppressed())
        .singleElement()
        .asString()
        .contains("Calls of the SPIs", "planted: fails, and is not done");
  }

  @SlotsTest
  static class FailingWithHistory {
    @Test
    void fails(SlotsTestKit kit) {
      kit.given(stagingAndProduction());

      assertThat(kit.swap(SHOP, STAGING)).reverted();
    }
  }

  @Test
  @DisplayName("a failure that shows the history by itself does not show it twice")
  void failureWithHistory_isLeftAlone() {
    assertThat(failureOf(FailingWithHistory.class).getSuppressed()).isEmpty();
  }

  @SlotsTest
  static class ForAll {
    @BeforeAll
    static void setUp(SlotsTestKit kit) {
      kit.given(stagingAndProduction());
    }

    @Test
    void test() {}
  }

  @Test
  @DisplayName("a kit for all tests of a class is refused, with what to do instead")
  void kitForAllTests_isRefused() {
    assertThat(
            results(ForAll.class).containerEvents().failed().stream()
                .map(
                    it ->
                        it.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class))
                .flatMap(it -> it.getThrowable().stream())
                .map(Throwable::getMessage))
        .singleElement()
        .asString()
        .contains("each test has a kit of its own", "a method that runs before each");
  }
}
