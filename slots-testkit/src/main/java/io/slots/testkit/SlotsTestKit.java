package io.slots.testkit;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.core.store.InMemorySlotStore;
import io.slots.event.SlotsEvent;
import io.slots.operation.ConflictException;
import io.slots.operation.SwapRequest;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreException;
import io.slots.testkit.fixture.AppFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The real engine on virtual time, with strict fakes of every SPI:
 *
 * <pre>{@code
 * SlotsTestKit kit = SlotsTestKit.create();
 * kit.given(stagingAndProduction());
 * kit.faults().on(restarts()).nth(1).failBefore("out of memory");
 *
 * RecordedOperation swap = kit.swap(SHOP, STAGING);
 *
 * assertThat(swap).reverted().neverSwitchedRouting().neverTouched(PRODUCTION);
 * }</pre>
 *
 * <p>For use by one thread. {@code io.slots.testkit.junit} injects it into tests.
 */
public final class SlotsTestKit implements AutoCloseable {
  /** The name of the app of the fixtures. */
  public static final AppName SHOP = AppFixture.SHOP;

  /** The name of the staging slot of the fixtures. */
  public static final SlotName STAGING = AppFixture.STAGING;

  private static final int MOST_CRASHES = 100;

  private final VirtualTime time;
  private final Faults faults = new Faults();
  private final StoreNotes notes = new StoreNotes();
  private final World world;
  private final FakePlatform platform;
  private final FakeRouter router;
  private final FakeKeys keys;
  private final List<SlotsEvent> events = new ArrayList<>();
  private final AtomicInteger operations = new AtomicInteger();
  private final FaultyStore store;
  private final Engines engines;
  private @Nullable SharedStore sharedStore;
  private Slots slots;

  private SlotsTestKit(
      VirtualTime time, SlotStore store, UnaryOperator<Slots.Builder> configuration) {
    this.time = time;
    this.world = new World(time, faults, notes);
    this.platform = new FakePlatform(world);
    this.router = new FakeRouter(world);
    this.keys = new FakeKeys(world);
    this.store = new FaultyStore(store, notes, time);
    this.engines = new Engines(time, process -> configuration.apply(parts(process)).build());
    time.witness(new Witnesses(engines, notes, world, this.store));
    this.slots = engines.another();
  }

  private Slots.Builder parts(MortalProcess process) {
    return Slots.builder()
        .engine(EngineId.of(process.name(), "1"))
        .scheduler(process)
        .restarter(platform)
        .provisioner(platform)
        .probe(platform)
        .router(router)
        .keys(keys)
        .store(store)
        .operationIds(() -> OperationId.of("op-" + operations.incrementAndGet()))
        .listener(events::add);
  }

  /** Returns a kit with an engine of default limits and policies, and an empty store. */
  public static SlotsTestKit create() {
    return create(UnaryOperator.identity());
  }

  /** Returns a kit whose engine is configured further. */
  public static SlotsTestKit create(UnaryOperator<Slots.Builder> configuration) {
    return create(InMemorySlotStore.create(), configuration);
  }

  /** Returns a kit whose engine uses {@code store} and is configured further. */
  public static SlotsTestKit create(SlotStore store, UnaryOperator<Slots.Builder> configuration) {
    return new SlotsTestKit(VirtualTime.create(), store, configuration);
  }

  /**
   * Returns a kit whose engines share a store, as engines in several processes share a database.
   * {@link #anotherEngine()} builds a further one. Time never ends for them: they show signs of
   * life.
   */
  public static SlotsTestKit shared(UnaryOperator<Slots.Builder> configuration) {
    VirtualTime time = VirtualTime.create();
    SharedStore store = SharedStore.on(time);
    SlotsTestKit kit = new SlotsTestKit(time, store, configuration);
    kit.sharedStore = store;
    return kit;
  }

  /** The engine; after a crash, the one that took its place. */
  public Slots slots() {
    return slots;
  }

  /** The time. */
  public VirtualTime time() {
    return time;
  }

  /** What goes wrong with calls of the platform, the router, the probe and the keys. */
  public Faults faults() {
    return faults;
  }

  /** What goes wrong with writes to the store. */
  public FaultyStore storeFaults() {
    return store;
  }

  /** The instances. */
  public FakePlatform platform() {
    return platform;
  }

  /** The routes. */
  public FakeRouter router() {
    return router;
  }

  /** The function keys. */
  public FakeKeys keys() {
    return keys;
  }

  /** The store. */
  public SlotStore store() {
    return store;
  }

  /**
   * The store that the engines of a {@linkplain #shared shared} kit share.
   *
   * @throws IllegalStateException if it is not such a kit
   */
  public SharedStore sharedStore() {
    SharedStore shared = sharedStore;
    if (shared == null) {
      throw new IllegalStateException("this kit has one engine at a time: make it with shared(…)");
    }
    return shared;
  }

  /**
   * The calls that the platform has refused because one with a newer fencing token had come before
   * (S9.4), oldest first. They are not among {@link #calls()}.
   */
  public List<RecordedCall> fencedCalls() {
    return world.fenced();
  }

  /** Every call of an SPI so far, oldest first; a view, not a copy. */
  public List<RecordedCall> calls() {
    return world.calls();
  }

  /** Every call of an SPI so far, for people: {@link CallHistory#table()}. */
  public CallHistory history() {
    return world.history();
  }

  /** Forgets the calls so far. */
  public void forgetCalls() {
    world.forgetCalls();
  }

  /**
   * Forgets calls, events and the tables that were in force so far, for a test so long that nobody
   * could keep them.
   */
  public void forget() {
    time.settle();
    forgetCalls();
    events.clear();
    router.forgetPublished();
  }

  /** Has {@code watcher} told of every call of an SPI, before it has any effect. */
  public void watch(Consumer<RecordedCall> watcher) {
    world.watch(watcher);
  }

  /** Has {@code watcher} told of every write that the store makes. */
  public void watchStore(StoreWatcher watcher) {
    notes.watch(watcher);
  }

  /** Every event so far, oldest first. What is ready to happen happens first. */
  public List<SlotsEvent> events() {
    time.settle();
    return List.copyOf(events);
  }

  /** Has {@code invariant} looked at after everything that happens. It throws what it finds. */
  public void invariant(Runnable invariant) {
    time.afterEachTask(invariant);
  }

  /**
   * The engine's process dies: all that it would have done next does not happen. What the platform
   * and the router have begun they end. A new engine is built on the same store, platform and
   * router.
   */
  public void crashAndRestartEngine() {
    engines.processOf(slots).die();
    platform.forgetCallsUnderWay();
    slots = engines.another();
  }

  /**
   * Does {@code deed}; if the engine dies of it by a planted crash, another is built on the same
   * store, platform and router, until one survives. The rest of {@code deed} is not done then, as
   * the rest of a caller's program is not; what was stored the new engine goes on with.
   *
   * @return whether the engine survived it
   */
  public boolean survive(Runnable deed) {
    try {
      deed.run();
      return true;
    } catch (SimulatedCrash crash) {
      restartUntilOneSurvives();
      return false;
    }
  }

  private void restartUntilOneSurvives() {
    for (int i = 0; i < MOST_CRASHES; i++) {
      try {
        crashAndRestartEngine();
        return;
      } catch (SimulatedCrash | StoreException again) {
        // It dies of it too, or finds the store in trouble: whoever runs it starts it again.
      }
    }
    throw new AssertionError("no engine starts: " + MOST_CRASHES + " have tried");
  }

  /**
   * Lets time pass until no app has an operation under way or a deployment that waits for its turn.
   * Swaps with preview may pause. Throws {@link SimulatedCrash} if the engine dies meanwhile.
   *
   * @throws StalledException if an operation never ends
   */
  public void untilIdle() {
    time.settle();
    time.runUntil(this::isIdle);
  }

  private boolean isIdle() {
    return notes.apps().stream()
        .flatMap(app -> notes.find(app).stream())
        .allMatch(it -> it.operation().isEmpty() && it.queue().isEmpty());
  }

  /**
   * Builds another engine on the same store, platform and router, while the one before lives on and
   * does not know of it.
   */
  public Slots anotherEngine() {
    slots = engines.another();
    return slots;
  }

  /**
   * The process of an engine stands still, as after SIGSTOP or in a long pause of its collector.
   *
   * @param engine which, in the order in which they were built; 1 for the first
   */
  public void standStill(int engine) {
    engines.process(engine).standStill();
  }

  /** The process of an engine goes on, and does at once what has come due. */
  public void goOn(int engine) {
    engines.process(engine).goOn();
  }

  /**
   * The process of an engine dies, and no other takes its place. What the platform and the router
   * have begun they end.
   */
  public void die(int engine) {
    engines.process(engine).die();
    platform.forgetCallsUnderWay();
  }

  /** From now on {@link #slots()} is that engine. */
  public void use(int engine) {
    slots = engines.get(engine);
  }

  /** The number of that engine, if there is one: what holds an operation, for example. */
  public Optional<Integer> numberOf(EngineId engine) {
    return engines.numberOf(engine.name());
  }

  /** How many engines were built so far. */
  public int engines() {
    return engines.size();
  }

  // ---- what tests begin with, and do most

  /** Makes an app, and forgets the calls and events of that. */
  public App given(AppFixture fixture) {
    App app = fixture.createIn(slots);
    time.settle();
    forgetCalls();
    events.clear();
    return app;
  }

  /**
   * Makes the app {@code shop} on a Premium plan: {@code v1} in production, {@code v2} in staging,
   * on so many instances each, without any settings. {@link AppFixture} has more to offer.
   */
  public App stagingAndProduction(int workers) {
    return given(AppFixture.stagingAndProductionAlike().workers(workers));
  }

  /** Swaps {@code source} into production, and lets time pass until that has ended. */
  public RecordedOperation swap(AppName app, SlotName source) {
    return swap(SwapRequest.of(app, source));
  }

  /** Swaps, and lets time pass until that has ended. */
  public RecordedOperation swap(SwapRequest request) {
    return carryOut(engine -> engine.swaps().swap(request));
  }

  /**
   * Begins an operation, and lets time pass until it has ended. A refusal is thrown, as the engine
   * does.
   *
   * @throws ConflictException if another operation is in the way (S1.7)
   */
  public RecordedOperation carryOut(Function<Slots, Running> begin) {
    RecordedOperation operation = recorded(begin.apply(slots));
    operation.await();
    time.settle();
    return operation;
  }

  /** Returns an operation that was begun, with all that was seen of it and will be. */
  public RecordedOperation recorded(Running running) {
    return new RecordedOperation(running, this::history, this::events, router);
  }

  /**
   * Closes the engines that live. What is under way stays in the store as it is. Closing twice does
   * nothing more.
   */
  @Override
  public void close() {
    engines.close();
  }
}
