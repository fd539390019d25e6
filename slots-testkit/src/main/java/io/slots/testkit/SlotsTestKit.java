package io.slots.testkit;

import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.core.store.InMemorySlotStore;
import io.slots.event.SlotsEvent;
import io.slots.spi.SlotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The real engine on virtual time, with strict fakes of every SPI:
 *
 * <pre>{@code
 * SlotsTestKit kit = SlotsTestKit.create();
 * App shop = kit.stagingAndProduction(2);
 * kit.faults().on(effect -> effect instanceof Restart).times(1).fail("out of memory");
 *
 * Outcome outcome = kit.slots().swaps().swap(SwapRequest.of(shop.name(), STAGING)).await();
 *
 * assertThat(outcome).isInstanceOf(Outcome.Reverted.class);
 * }</pre>
 */
public final class SlotsTestKit {
  /** The name of the app of the fixtures. */
  public static final AppName SHOP = AppName.of("shop");

  /** The name of the staging slot of the fixtures. */
  public static final SlotName STAGING = SlotName.of("staging");

  private final VirtualTime time;
  private final Faults faults = new Faults();
  private final World world;
  private final FakePlatform platform;
  private final FakeRouter router;
  private final FakeKeys keys;
  private final List<SlotsEvent> events = new ArrayList<>();
  private final AtomicInteger operations = new AtomicInteger();
  private final UnaryOperator<Slots.Builder> configuration;
  private final FaultyStore store;
  private final List<MortalProcess> processes = new ArrayList<>();
  private final List<Slots> engines = new ArrayList<>();
  private @Nullable SharedStore sharedStore;
  private int failedBeginnings;
  private Slots slots;

  /** Says what goes wrong with writes to the store. */
  public FaultyStore storeFaults() {
    return store;
  }

  private SlotsTestKit(
      VirtualTime time, SlotStore store, UnaryOperator<Slots.Builder> configuration) {
    this.time = time;
    this.world = new World(time, faults);
    this.platform = new FakePlatform(world);
    this.router = new FakeRouter(world);
    this.keys = new FakeKeys(world);
    this.store = new FaultyStore(store, time);
    this.configuration = configuration;
    this.slots = engine();
  }

  /** Returns a kit with an engine of default limits and policies, and an empty store. */
  public static SlotsTestKit create() {
    return create(builder -> builder);
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

  private Slots engine() {
    MortalProcess process = time.process();
    processes.add(process);
    try {
      Slots engine = engine(process, "engine-" + processes.size());
      engines.add(engine);
      return engine;
    } catch (RuntimeException | SimulatedCrash e) {
      failedBeginnings++;
      process.die();
      processes.remove(process); // What could not begin was not there.
      throw e;
    }
  }

  private Slots engine(MortalProcess process, String name) {
    return configuration
        .apply(
            Slots.builder()
                .engine(EngineId.of(name, String.valueOf(1 + failedBeginnings)))
                .scheduler(process)
                .restarter(platform)
                .provisioner(platform)
                .probe(platform)
                .router(router)
                .keys(keys)
                .store(store)
                .operationIds(() -> OperationId.of("op-" + operations.incrementAndGet()))
                .listener(events::add))
        .build();
  }

  /** The engine. */
  public Slots slots() {
    return slots;
  }

  /** The time. */
  public VirtualTime time() {
    return time;
  }

  /** What goes wrong. */
  public Faults faults() {
    return faults;
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

  /** Every call of an SPI so far, oldest first. */
  public List<RecordedCall> calls() {
    return world.calls();
  }

  /** Forgets the calls so far. */
  public void forgetCalls() {
    world.forgetCalls();
  }

  /** Has {@code watcher} told of every call of an SPI, before it has any effect. */
  public void watch(Consumer<RecordedCall> watcher) {
    world.watch(watcher);
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
    processes.get(engines.indexOf(slots)).die();
    platform.forgetCallsUnderWay();
    slots = engine();
  }

  /**
   * Builds another engine on the same store, platform and router, while the one before lives on and
   * does not know of it.
   */
  public Slots anotherEngine() {
    slots = engine();
    return slots;
  }

  /**
   * The process of an engine stands still, as after SIGSTOP or in a long pause of its collector.
   *
   * @param engine which, in the order in which they were built; 1 for the first
   */
  public void standStill(int engine) {
    processes.get(engine - 1).standStill();
  }

  /** The process of an engine goes on, and does at once what has come due. */
  public void goOn(int engine) {
    processes.get(engine - 1).goOn();
  }

  /**
   * The process of an engine dies, and no other takes its place. What the platform and the router
   * have begun they end.
   */
  public void die(int engine) {
    processes.get(engine - 1).die();
    platform.forgetCallsUnderWay();
  }

  /** From now on {@link #slots()} is that engine. */
  public void use(int engine) {
    slots = engines.get(engine - 1);
  }

  /** How many engines were built so far. */
  public int engines() {
    return engines.size();
  }

  /**
   * Makes the app {@code shop} on a Premium plan: {@code v1} in production, {@code v2} in staging,
   * on so many instances each.
   */
  public App stagingAndProduction(int workers) {
    slots.apps().create(App.of(SHOP, Plan.premium(workers)));
    slots.slots().create(SHOP, STAGING);
    slots.slots().deploy(SHOP, SlotName.PRODUCTION, Content.of("v1")).await();
    slots.slots().deploy(SHOP, STAGING, Content.of("v2")).await();
    time.settle();
    forgetCalls();
    events.clear();
    return slots.apps().get(SHOP);
  }
}
