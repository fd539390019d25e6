package io.slots.testkit.junit;

import io.slots.core.Apps;
import io.slots.core.Operations;
import io.slots.core.SlotEditor;
import io.slots.core.Slots;
import io.slots.core.SwapEngine;
import io.slots.core.time.Scheduler;
import io.slots.spi.SlotStore;
import io.slots.testkit.CallHistory;
import io.slots.testkit.FakeKeys;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.FakeRouter;
import io.slots.testkit.Faults;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.VirtualTime;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a kit of its own, injects its parts, closes it after the test, and tells the
 * history of a test that fails: as a report entry of the test, and with the failure.
 *
 * <p>A parameter of a test, of a method that runs before or after each, or of the constructor may
 * be a {@link SlotsTestKit}, {@link Slots}, {@link SwapEngine}, {@link Apps}, {@link SlotEditor},
 * {@link Operations}, {@link FakePlatform}, {@link FakeRouter}, {@link FakeKeys}, {@link
 * VirtualTime} or {@link Scheduler}, {@link Faults}, {@link FaultyStore} or {@link SlotStore}. What
 * belongs to the engine is the first engine's; after a crash ask the kit.
 *
 * <p>{@link SlotsTest} registers it with default engines. A field registers others:
 *
 * <pre>{@code
 * @RegisterExtension
 * final SlotsExtension slots =
 *     SlotsExtension.of(() -> SlotsTestKit.create(engine -> engine.limits(STRICT)));
 * }</pre>
 */
public final class SlotsExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(SlotsExtension.class);

  private static final Map<Class<?>, Function<SlotsTestKit, Object>> PARTS =
      Map.ofEntries(
          Map.entry(SlotsTestKit.class, kit -> kit),
          Map.entry(Slots.class, SlotsTestKit::slots),
          Map.entry(SwapEngine.class, kit -> kit.slots().swaps()),
          Map.entry(Apps.class, kit -> kit.slots().apps()),
          Map.entry(SlotEditor.class, kit -> kit.slots().slots()),
          Map.entry(Operations.class, kit -> kit.slots().operations()),
          Map.entry(FakePlatform.class, SlotsTestKit::platform),
          Map.entry(FakeRouter.class, SlotsTestKit::router),
          Map.entry(FakeKeys.class, SlotsTestKit::keys),
          Map.entry(VirtualTime.class, SlotsTestKit::time),
          Map.entry(Scheduler.class, SlotsTestKit::time),
          Map.entry(Faults.class, SlotsTestKit::faults),
          Map.entry(FaultyStore.class, SlotsTestKit::storeFaults),
          Map.entry(SlotStore.class, SlotsTestKit::store));

  private final Supplier<SlotsTestKit> kits;

  /** With default engines; {@link SlotsTest} uses it. */
  public SlotsExtension() {
    this(SlotsTestKit::create);
  }

  private SlotsExtension(Supplier<SlotsTestKit> kits) {
    this.kits = kits;
  }

  /** Returns an extension whose kits are made by {@code kits}, one for each test. */
  public static SlotsExtension of(Supplier<SlotsTestKit> kits) {
    return new SlotsExtension(kits);
  }

  /** The constructor of a test class is part of a test, as long as each test has an instance. */
  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD;
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return PARTS.containsKey(parameter.getParameter().getType());
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "a "
              + type.getSimpleName()
              + " for all tests of a class: each test has a kit of its own; take it as a parameter"
              + " of the test, or of a method that runs before each");
    }
    SlotsTestKit kit =
        context
            .getStore(NAMESPACE)
            .getOrComputeIfAbsent(SlotsTestKit.class, key -> kits.get(), SlotsTestKit.class);
    return Optional.ofNullable(PARTS.get(type)).orElseThrow().apply(kit);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    SlotsTestKit kit = context.getStore(NAMESPACE).remove(SlotsTestKit.class, SlotsTestKit.class);
    if (kit == null) {
      return;
    }
    context.getExecutionException().ifPresent(failure -> publish(kit.history(), failure, context));
    kit.close();
  }

  private static void publish(CallHistory history, Throwable failure, ExtensionContext context) {
    String table = history.table();
    context.publishReportEntry("calls of SPIs", table);
    String message = failure.getMessage();
    if (message == null || !message.contains(table)) {
      failure.addSuppressed(new HistoryOfFailedTest(table));
    }
  }
}
