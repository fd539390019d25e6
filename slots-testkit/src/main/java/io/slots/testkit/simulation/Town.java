package io.slots.testkit.simulation;

import static io.slots.app.SlotName.PRODUCTION;

import com.google.common.collect.HashBasedTable;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Table;
import io.slots.OperationId;
import io.slots.SlotsException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.Outcome;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.simulation.Wishes.Asked;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A simulated world: apps, the engines that look after them, their users, and the weather. */
final class Town {
  static final SlotName STAGING = SlotName.of("staging");
  static final SlotName QA = SlotName.of("qa");

  /** A setting that is sticky in every slot, with the slot's name for a value. */
  static final String DB = "DB";

  static final ImmutableMap<SlotName, String> FIRST_VERSIONS =
      ImmutableMap.of(PRODUCTION, "first", STAGING, "second");

  /** Whatever happens, a caller knows after that time. */
  private static final Duration A_WHILE = Duration.ofMinutes(5);

  private static final Duration PATIENCE = Duration.ofHours(3);

  private static final int MOST_HISTORY = 1_000_000;

  private final SlotsTestKit kit;
  private final SimulationOptions options;
  private final List<AppName> apps;
  private final Agenda agenda = new Agenda();
  private final Fleet engines;
  private final Weather weather;
  private final Traffic traffic;
  private final Trace trace;
  private final Tally tally = new Tally();
  private final List<WorldRule> rules = new ArrayList<>();
  private final Table<AppName, OperationId, Supplier<Optional<Outcome>>> promised =
      HashBasedTable.create();

  private final List<Told> told = new ArrayList<>();

  /** In which of its lives an instance has died last. */
  private final Map<InstanceId, Integer> deaths = new HashMap<>();

  private long beginning;
  private int callsUntilDeath = -1;

  /** The engine from which a user waits for an answer; 0 for none. */
  private int asked;

  private long askedAt;

  private Duration deathFor = Duration.ZERO;
  private @Nullable BrokenRule broken;

  Town(
      SimulationOptions options,
      UnaryOperator<Slots.Builder> configuration,
      long seed,
      boolean traced) {
    this.options = options;
    this.kit = SlotsTestKit.shared(configuration);
    this.engines = new Fleet(kit, this::later);
    this.apps = IntStream.range(0, options.apps()).mapToObj(Town::app).toList();
    this.trace = new Trace(kit.time(), traced);
    this.weather = new Weather(kit, Dice.of(seed, "weather"));
    this.traffic = new Traffic(this, options.requestEvery(), Dice.of(seed, "traffic"));
    rules.add(new ProductionIsWarm());
    rules.add(new ProductionIsLeftAlone());
    rules.add(new OnlyWhoIsInChargeActs());
    rules.add(traffic);
    rules.add(new EverythingEnds());
    rules.add(new NothingIsLost());
    rules.add(new WhoWaitsIsTold());
    rules.add(new HistoryExplainsContents());
  }

  /** The app of that number, 0 for the first. */
  static AppName app(int number) {
    return AppName.of("app-" + number);
  }

  // ---- its life

  /** Sets everything up. */
  void build() {
    kit.platform().allowOverlappingRestarts();
    kit.storeFaults().othersEdit(app -> app);
    for (AppName app : apps) {
      build(app);
    }
    for (int i = 1; i < options.engines(); i++) {
      engines.build();
    }
    kit.time().settle();
    kit.forgetCalls();
    kit.watch(this::before);
    kit.invariant(this::after);
    beginning = kit.time().nanoTime();
    traffic.begin();
  }

  private void build(AppName app) {
    Slots slots = kit.slots();
    App unused = slots.apps().create(App.of(app, Plan.premium(options.workers())));
    slots.slots().create(app, STAGING);
    slots.slots().create(app, QA);
    for (SlotName slot : List.of(PRODUCTION, STAGING, QA)) {
      slots.slots().configure(app, slot, SettingsChange.setSticky(Setting.of(DB, slot.folded())));
    }
    FIRST_VERSIONS.forEach(
        (slot, version) -> slots.slots().deploy(app, slot, Content.of(version)).await());
  }

  /** Lets {@code script} happen. */
  void live(Script script) {
    for (Script.Line line : script.lines()) {
      agenda.add(
          line.at().toNanos(),
          () -> {
            trace.add(line);
            tally.happened(line.happening(), this);
            line.happening().happen(this);
          });
    }
    work();
  }

  private void work() {
    while (!agenda.isEmpty()) {
      pass(Duration.ofNanos(Math.max(0, agenda.next() - sinceBeginning())));
      agenda.take().run();
      throwIfBroken();
    }
  }

  private long sinceBeginning() {
    return kit.time().nanoTime() - beginning;
  }

  private void later(Duration delay, Runnable deed) {
    agenda.add(sinceBeginning() + delay.toNanos(), deed);
  }

  private void pass(Duration duration) {
    kit.time().advance(duration);
    throwIfBroken();
  }

  /** Nothing goes wrong any more, and what is under way comes to an end. */
  void comeToRest() {
    weather.clear();
    callsUntilDeath = -1;
    kit.faults().clear();
    kit.storeFaults().failNone();
    traffic.end();
    for (int i = 0; i < 20 && !isAtRest(); i++) {
      later(Duration.ofMinutes(20), this::cancelWhatPauses);
      work();
    }
    kit.storeFaults().comeUp();
    letAllHear();
    rules.forEach(it -> it.atRest(this));
    apps.forEach(app -> tally.ended(history(app)));
    tally.requests(traffic.requests());
  }

  /** Who stands still goes on, and every engine has looked for itself. */
  private void letAllHear() {
    later(A_WHILE, () -> {});
    work();
    pass(A_WHILE);
  }

  private boolean isAtRest() {
    return apps.stream()
        .map(this::record)
        .allMatch(it -> it.operation().isEmpty() && it.paused().isEmpty() && !it.needsEngine());
  }

  private void cancelWhatPauses() {
    for (AppName app : apps) {
      for (Operation paused : record(app).paused()) {
        engines
            .awake(0)
            .ifPresent(
                it -> {
                  kit.use(it);
                  Object unused = kit.slots().operations().cancel(app, paused.id());
                });
      }
    }
  }

  // ---- what happens in it

  private void before(RecordedCall call) {
    trace.add(() -> call.effect().describe() + ", token " + call.call().fencingToken());
    for (WorldRule rule : rules) {
      rule.beforeCall(this, call);
    }
    if (callsUntilDeath >= 0 && callsUntilDeath-- == 0) {
      driverOf(call.call().operation()).ifPresent(it -> die(it, deathFor));
    }
  }

  private void after() {
    for (WorldRule rule : rules) {
      rule.afterEachEvent(this);
    }
    if (asked > 0) {
      if (!engines.isAlive(asked)) {
        throw new CallerIsGone();
      }
      if (kit.time().nanoTime() - askedAt > PATIENCE.toNanos()) {
        throw broken(
            new BrokenRule(
                "S8.2 every caller is answered",
                "a caller of engine " + asked + " waits for " + PATIENCE.toHours() + " h"));
      }
    }
  }

  /** Whoever waits for an answer of an engine in its own process dies with it. */
  private static final class CallerIsGone extends Error {
    @Serial private static final long serialVersionUID = 1;
  }

  /** An engine that lives, if there is one. */
  Optional<Integer> anyEngine(int number) {
    return engines.any(number);
  }

  private Optional<Integer> driverOf(OperationId operation) {
    return apps.stream()
        .flatMap(it -> record(it).operation().stream())
        .filter(it -> it.id().equals(operation))
        .flatMap(it -> kit.numberOf(it.holder()).stream())
        .findFirst();
  }

  void die(int engine, Duration length) {
    trace.add("engine " + engine + " dies");
    engines.die(engine, length);
  }

  /** Whoever makes the call that comes after so many dies of it. */
  void dieAtCall(int number, Duration length) {
    callsUntilDeath = number;
    deathFor = length;
  }

  void standStill(int engine, Duration length) {
    engines.standStill(engine, length);
  }

  /** An instance of the app dies of itself. */
  void kill(AppName app, int number) {
    List<FakePlatform.Running> running =
        kit.platform().running().values().stream()
            .filter(it -> it.app().equals(app))
            .sorted((one, other) -> one.instance().id().compareTo(other.instance().id()))
            .toList();
    if (!running.isEmpty()) {
      FakePlatform.Running victim = running.get(number % running.size());
      trace.add(victim.instance().id() + " dies");
      kit.platform().kill(victim.instance().id());
      deaths.put(victim.instance().id(), victim.restarts());
    }
  }

  /** Whether the instance has died, and was not restarted since. */
  boolean isDead(InstanceId id) {
    return kit.platform().running(id).filter(it -> hasDied(id, it.restarts())).isPresent();
  }

  /** Whether it has died in that life of it. */
  boolean hasDied(InstanceId id, int life) {
    return deaths.getOrDefault(id, -1) == life;
  }

  /**
   * A user asks an engine that can be asked, if there is one. What he is told is remembered, for it
   * is to be so.
   */
  void ask(Asked wish) {
    Optional<Integer> engine = engines.awake(wish.number());
    if (engine.isEmpty()) {
      return;
    }
    asked = engine.get();
    askedAt = kit.time().nanoTime();
    kit.use(asked);
    try {
      wish.wish()
          .make(kit.slots(), this, wish)
          .ifPresent(
              running -> {
                trace.add("  " + running.id());
                told.add(new Told(wish.app(), asked, running));
                if (!promised.contains(wish.app(), running.id())) {
                  promised.put(wish.app(), running.id(), () -> outcome(running));
                }
              });
    } catch (SlotsException refused) {
      trace.add("  " + refused.getMessage());
    } catch (CallerIsGone gone) {
      trace.add("  nobody hears an answer");
    } finally {
      asked = 0;
    }
  }

  private static Optional<Outcome> outcome(Running running) {
    var outcome = running.outcome().toCompletableFuture();
    return outcome.isDone() && !outcome.isCompletedExceptionally()
        ? Optional.of(outcome.join())
        : Optional.empty();
  }

  // ---- what is asked of it

  SlotsTestKit kit() {
    return kit;
  }

  Weather weather() {
    return weather;
  }

  Tally tally() {
    return tally;
  }

  Trace trace() {
    return trace;
  }

  List<AppName> apps() {
    return apps;
  }

  /** What is stored of the app, whatever the weather. */
  AppRecord record(AppName app) {
    return kit.sharedStore().find(app).toCompletableFuture().join().orElseThrow();
  }

  App app(AppName app) {
    return record(app).app();
  }

  /** What has ended, newest first, whatever the weather. */
  List<EndedOperation> history(AppName app) {
    return kit.sharedStore().history(app, MOST_HISTORY).toCompletableFuture().join();
  }

  /**
   * The operations that users were told of, with how they were told to have ended, if they were.
   */
  Map<OperationId, Supplier<Optional<Outcome>>> promised(AppName app) {
    return promised.row(app);
  }

  /**
   * Who waits at an engine for the end of an operation.
   *
   * @param engine its number
   */
  record Told(AppName app, int engine, Running running) {}

  /** Those who wait still, at engines that live. */
  List<Told> waiting() {
    return told.stream()
        .filter(it -> engines.isAlive(it.engine()))
        .filter(it -> !it.running().outcome().toCompletableFuture().isDone())
        .toList();
  }

  /** Remembers the first, should somebody swallow it. */
  BrokenRule broken(BrokenRule rule) {
    if (broken == null) {
      broken = rule;
    }
    return rule;
  }

  private void throwIfBroken() {
    if (broken != null) {
      throw broken;
    }
  }
}
