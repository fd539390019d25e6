package io.slots.core;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Preconditions;
import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.LimitationPolicy;
import io.slots.core.loop.Announcer;
import io.slots.core.loop.Driver;
import io.slots.core.loop.Effects;
import io.slots.core.loop.Lease;
import io.slots.core.loop.PunctualStore;
import io.slots.core.loop.Surroundings;
import io.slots.core.rules.DeploymentRules;
import io.slots.core.rules.EffectiveSettings;
import io.slots.core.rules.ScalingRules;
import io.slots.core.rules.SettlingRules;
import io.slots.core.rules.Succession;
import io.slots.core.rules.SwapRules;
import io.slots.core.store.InMemorySlotStore;
import io.slots.core.store.RaisedTokens;
import io.slots.core.time.Scheduler;
import io.slots.event.SlotsListener;
import io.slots.operation.Limits;
import io.slots.settings.SettingsPolicy;
import io.slots.spi.FunctionKeys;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import io.slots.spi.SlotStore;
import io.slots.text.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Deployment slots, embedded: the library's entry. Build it with what <em>your</em> platform does,
 * and use the narrow interfaces that it hands out.
 *
 * <pre>{@code
 * try (Slots slots = Slots.builder()
 *     .restarter(processes)
 *     .probe(HttpHealthProbe.create())
 *     .router(proxy)
 *     .build()) {
 *   slots.swaps().swap(SwapRequest.of(SHOP, STAGING)).await();
 * }
 * }</pre>
 *
 * <p>Safe for use by several threads. Several engines may share a store that has leases ({@link
 * SlotStore#leases()}): each operation is driven by one of them, any may be asked about it, and
 * what one leaves behind another takes over. Of a store that has none, one engine at a time drives
 * the operations.
 */
public final class Slots implements AutoCloseable {
  private final Apps apps;
  private final SlotEditor slots;
  private final SwapEngine swaps;
  private final OperationsOfApps operations;
  private final Driver driver;
  private final @Nullable Scheduler ownScheduler;

  private Slots(Builder builder) {
    Scheduler given = builder.scheduler;
    ownScheduler = given == null ? Scheduler.system() : null;
    Scheduler scheduler = given == null ? Preconditions.checkNotNull(ownScheduler) : given;
    SlotStore store =
        new RaisedTokens(new PunctualStore(builder.store, scheduler), builder.leastToken);
    boolean canProvision = builder.provisioner != null;
    EffectiveSettings effective = new EffectiveSettings(builder.settingsPolicy);
    DeploymentRules deployments = new DeploymentRules(effective, canProvision);
    SwapRules swapRules = new SwapRules(builder.settingsPolicy, builder.keys != null);
    Surroundings surroundings =
        new Surroundings(
            scheduler,
            store,
            builder.effects(),
            new Announcer(builder.listeners, scheduler),
            new Succession(swapRules, deployments, new SettlingRules(effective), builder.limits),
            builder.ids,
            builder.engine(),
            new Lease(store.leases(), builder.engine(), builder.lease, scheduler));
    driver = new Driver(surroundings);
    operations = new OperationsOfApps(driver, store, scheduler);
    Aggregates aggregates = new Aggregates(surroundings, driver, builder.limits);
    apps =
        new AppsOfStore(
            aggregates,
            operations,
            store,
            builder.limitations,
            new ScalingRules(effective, builder.limitations, canProvision));
    slots = new SlotsOfApps(aggregates, operations, deployments, builder.limitations);
    swaps = new StoredSwaps(aggregates, operations, swapRules, builder.limitations);
    try {
      driver.start();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  /** Apps and their plans. */
  public Apps apps() {
    return apps;
  }

  /** Slots: settings, content, routes. */
  public SlotEditor slots() {
    return slots;
  }

  /** Swaps. */
  public SwapEngine swaps() {
    return swaps;
  }

  /** Operations: under way, paused, waiting, ended. */
  public Operations operations() {
    return operations;
  }

  /**
   * Stops driving operations. One that is under way stays in the store as it is; the next engine
   * that is built on that store reverts or finishes it (S9.3). Given parts are not closed.
   */
  @Override
  public void close() {
    driver.close();
    if (ownScheduler != null) {
      ownScheduler.close();
    }
  }

  /** Returns a new builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds {@link Slots}. A restarter, a probe and a router are required. Each method throws {@link
   * NullPointerException} with the name of what is null. Not safe for use by several threads.
   */
  public static final class Builder {
    /** Tokens grow by one with each operation, and are never to end. */
    private static final long MOST_TOKENS = 1L << 62;

    private static final Duration SHORTEST_LEASE = Duration.ofMillis(100);

    private @Nullable InstanceRestarter restarter;
    private @Nullable InstanceProvisioner provisioner;
    private @Nullable HealthProbe probe;
    private @Nullable Router router;
    private @Nullable FunctionKeys keys;
    private @Nullable Scheduler scheduler;
    private SlotStore store = InMemorySlotStore.create();
    private Limits limits = Limits.defaults();
    private LimitationPolicy limitations = LimitationPolicy.standard();
    private SettingsPolicy settingsPolicy = SettingsPolicy.functions2019();
    private Duration lease = Duration.ofSeconds(15);
    private long leastToken;
    private @Nullable EngineId engine;
    private Supplier<OperationId> ids = () -> OperationId.of(UUID.randomUUID().toString());
    private final List<SlotsListener> listeners = new ArrayList<>();

    private Builder() {}

    /** How instances restart. Required. */
    public Builder restarter(InstanceRestarter restarter) {
      this.restarter = requireNonNull(restarter, "restarter");
      return this;
    }

    /** How instances are made and ended; without one, instances are the embedder's to make. */
    public Builder provisioner(InstanceProvisioner provisioner) {
      this.provisioner = requireNonNull(provisioner, "provisioner");
      return this;
    }

    /** How instances are asked for a sign of life. Required. */
    public Builder probe(HealthProbe probe) {
      this.probe = requireNonNull(probe, "probe");
      return this;
    }

    /** How requests find instances. Required. */
    public Builder router(Router router) {
      this.router = requireNonNull(router, "router");
      return this;
    }

    /** How function keys that live in content are reset (S4.10); without it, they are not. */
    public Builder keys(FunctionKeys keys) {
      this.keys = requireNonNull(keys, "keys");
      return this;
    }

    /** Where state is kept; in memory unless said otherwise. */
    public Builder store(SlotStore store) {
      this.store = requireNonNull(store, "store");
      return this;
    }

    /**
     * Has every operation claim a fencing token above {@code highest}; 0 unless said otherwise.
     * After the store was restored from a backup, routers and runtimes remember tokens that were
     * given since, and refuse what comes with an older one: what waits tells the token that they
     * know. Give that one, or any higher; once the apps concerned have had an operation each, it is
     * not needed any more.
     *
     * @throws IllegalArgumentException if it is negative, or more than 2<sup>62</sup>
     */
    public Builder fencingTokensAbove(long highest) {
      Preconditions.checkArgument(
          highest >= 0 && highest <= MOST_TOKENS,
          "a fencing token of %s is not between 0 and %s",
          highest,
          MOST_TOKENS);
      this.leastToken = highest;
      return this;
    }

    /** Who hears of what happens. May be called several times. */
    public Builder listener(SlotsListener listener) {
      listeners.add(requireNonNull(listener, "listener"));
      return this;
    }

    /** The limits of operations that bring none of their own. */
    public Builder limits(Limits limits) {
      this.limits = requireNonNull(limits, "limits");
      return this;
    }

    /** What plans limit; the published limits unless said otherwise. */
    public Builder limitations(LimitationPolicy limitations) {
      this.limitations = requireNonNull(limitations, "limitations");
      return this;
    }

    /** Which settings move; {@link SettingsPolicy#functions2019()} unless said otherwise. */
    public Builder settingsPolicy(SettingsPolicy settingsPolicy) {
      this.settingsPolicy = requireNonNull(settingsPolicy, "settingsPolicy");
      return this;
    }

    /** Time and threads; real ones, which {@link Slots#close()} ends, unless said otherwise. */
    public Builder scheduler(Scheduler scheduler) {
      this.scheduler = requireNonNull(scheduler, "scheduler");
      return this;
    }

    /** Where the identities of operations come from; random ones unless said otherwise. */
    public Builder operationIds(Supplier<OperationId> ids) {
      this.ids = requireNonNull(ids, "ids");
      return this;
    }

    /**
     * The engine's name, which conflicts tell; {@code slots} unless said otherwise. Engines that
     * share a store and have names of their own that outlive them, such as a host's or a pod's,
     * take over at once what their predecessor has left: no lease has to run out first.
     */
    public Builder name(String name) {
      return engine(EngineId.of(requireNonNull(name, "name"), random()));
    }

    /** The engine's identity; a random one unless said otherwise. No two engines ever share one. */
    public Builder engine(EngineId engine) {
      this.engine = requireNonNull(engine, "engine");
      return this;
    }

    /**
     * For how long this engine may be silent before others that share the store take over what it
     * drives; 15 s unless said otherwise. It shows a sign of life thrice as often.
     *
     * @throws IllegalArgumentException if it is shorter than 100 ms
     */
    public Builder lease(Duration lease) {
      requireNonNull(lease, "lease");
      Preconditions.checkArgument(
          lease.compareTo(SHORTEST_LEASE) >= 0,
          "S9.4: a lease of %s is too short; %s or more would do",
          Durations.exact(lease),
          Durations.exact(SHORTEST_LEASE));
      this.lease = lease;
      return this;
    }

    private EngineId engine() {
      EngineId given = engine;
      if (given == null) {
        given = EngineId.of("slots-" + random(), "1");
        engine = given;
      }
      return given;
    }

    private static String random() {
      return UUID.randomUUID().toString().substring(0, 8);
    }

    private Effects effects() {
      return new Effects(
          required("restarter", restarter),
          Optional.ofNullable(provisioner),
          required("probe", probe),
          required("router", router),
          Optional.ofNullable(keys));
    }

    private static <T> T required(String name, @Nullable T part) {
      if (part == null) {
        throw new IllegalStateException("an engine needs a " + name + ": call " + name + "(…)");
      }
      return part;
    }

    /**
     * Builds the engine, which takes over every operation in the store that no living engine
     * drives: it reverts or finishes what a crash left behind (S9.3).
     *
     * @throws IllegalStateException if a required part is missing
     */
    public Slots build() {
      return new Slots(this);
    }
  }
}
