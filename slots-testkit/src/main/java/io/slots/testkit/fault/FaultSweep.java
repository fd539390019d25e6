package io.slots.testkit.fault;

import static com.google.common.base.Preconditions.checkArgument;
import static com.google.common.base.Preconditions.checkState;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.common.collect.ImmutableList;
import io.slots.testkit.FaultKind;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.fixture.AppFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * A flow of yours, played over and over: once undisturbed, and once for each call of an SPI and
 * each kind of fault, and for each write to the store and each fault of that.
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> ourReleaseSurvivesEverything() {
 *   return FaultSweep.given(stagingAndProduction())
 *       .when(kit -> kit.swap(SHOP, STAGING))
 *       .atTheEnd("the ledger is balanced", kit -> assertThat(ledger.sum()).isZero())
 *       .tests();
 * }
 * }</pre>
 *
 * <p>If the engine dies, another is built on the same store and goes on; the rest of the step of
 * the flow is not done then, and the next step begins when all is idle. If the flow's caller is
 * refused or told of trouble, that ends the step. Then all troubles end, two hours pass, and in
 * each case this must hold:
 *
 * <ul>
 *   <li>S9.1: at every moment production's host leads to instances that passed the gate, and nobody
 *       restarts or ends them;
 *   <li>S9.2, S9.3: each operation has ended, once, and its slots are as before, or it is carried
 *       to its end; the platform runs, and the router leads to, what is stored;
 *   <li>what {@link #always} and {@link #atTheEnd} add.
 * </ul>
 *
 * <p>A value: each method returns another sweep. A flow must do the same each time that it is
 * played, and keep nothing: its kit is a new one each time.
 */
public final class FaultSweep {
  private static final int ONE_IN = 10;

  private final SweptFlow.Script script;
  private final ImmutableList<FaultKind> faults;
  private final ImmutableList<FaultyStore.Fault> storeFaults;
  private final Optional<Duration> lasting;
  private final Optional<Trouble> only;

  private FaultSweep(
      SweptFlow.Script script,
      List<FaultKind> faults,
      List<FaultyStore.Fault> storeFaults,
      Optional<Duration> lasting,
      Optional<Trouble> only) {
    this.script = script;
    this.faults = ImmutableList.copyOf(faults);
    this.storeFaults = ImmutableList.copyOf(storeFaults);
    this.lasting = lasting;
    this.only = only;
  }

  /** Returns a sweep that begins with that app. Nothing goes wrong with its making. */
  public static FaultSweep given(AppFixture app) {
    return given(kit -> kit.given(app));
  }

  /** Returns a sweep that begins with what {@code setUp} does. Nothing goes wrong with that. */
  public static FaultSweep given(Consumer<SlotsTestKit> setUp) {
    return new FaultSweep(
        new SweptFlow.Script(SlotsTestKit::create, setUp, List.of(), List.of(), List.of()),
        List.of(FaultKind.values()),
        List.of(FaultyStore.Fault.values()),
        Optional.empty(),
        Optional.empty());
  }

  private FaultSweep with(SweptFlow.Script other) {
    return new FaultSweep(other, faults, storeFaults, lasting, only);
  }

  private FaultSweep only(Trouble trouble) {
    return new FaultSweep(script, faults, storeFaults, lasting, Optional.of(trouble));
  }

  private static <T> List<T> with(List<T> some, T one) {
    return ImmutableList.<T>builder().addAll(some).add(one).build();
  }

  /** With kits that {@code kits} makes, for engines that are configured. */
  public FaultSweep on(Supplier<SlotsTestKit> kits) {
    return with(
        new SweptFlow.Script(
            kits, script.given(), script.steps(), script.always(), script.atTheEnd()));
  }

  /** With a step of the flow, after those said before: what a caller does. */
  public FaultSweep when(Consumer<SlotsTestKit> step) {
    return with(
        new SweptFlow.Script(
            script.kits(),
            script.given(),
            with(script.steps(), step),
            script.always(),
            script.atTheEnd()));
  }

  /** With something that must hold after everything that happens. */
  public FaultSweep always(String name, Invariant invariant) {
    return with(
        new SweptFlow.Script(
            script.kits(),
            script.given(),
            script.steps(),
            with(script.always(), invariant.named(name)),
            script.atTheEnd()));
  }

  /** With something that must hold when all is over. */
  public FaultSweep atTheEnd(String name, Invariant invariant) {
    return with(
        new SweptFlow.Script(
            script.kits(),
            script.given(),
            script.steps(),
            script.always(),
            with(script.atTheEnd(), invariant.named(name))));
  }

  /** With only these faults of calls; none at all if none is named. */
  public FaultSweep faults(FaultKind... kinds) {
    return new FaultSweep(script, List.of(kinds), storeFaults, lasting, only);
  }

  /** With only these faults of writes; none at all if none is named. */
  public FaultSweep storeFaults(FaultyStore.Fault... kinds) {
    return new FaultSweep(script, faults, List.of(kinds), lasting, only);
  }

  /**
   * With all calls going wrong that follow the first one for so long, not that one alone. Crashes
   * are left out: an engine that dies of every call it makes does nothing.
   */
  public FaultSweep lasting(Duration duration) {
    checkArgument(
        !duration.isNegative() && !duration.isZero(), "lasting %s: more than 0", duration);
    return new FaultSweep(
        script,
        faults.stream().filter(kind -> !kind.isCrash()).toList(),
        storeFaults,
        Optional.of(duration),
        only);
  }

  /** The case alone in which that call, 0 for the first of the flow, goes wrong so. */
  public FaultSweep onlyCall(int number, FaultKind kind) {
    return only(new Trouble.AtCall(number, kind, lasting));
  }

  /** The case alone in which that write, 0 for the first of the flow, goes wrong so. */
  public FaultSweep onlyWrite(int number, FaultyStore.Fault fault) {
    return only(new Trouble.AtWrite(number, fault));
  }

  /** The case alone in which faults are drawn from that seed. */
  public FaultSweep onlySeed(long seed) {
    return only(new Trouble.Drawn(seed, ONE_IN));
  }

  /** The case alone in which nothing goes wrong. */
  public FaultSweep onlyUndisturbed() {
    return only(new Trouble.None());
  }

  /**
   * Returns the cases as tests: undisturbed, every call × every fault, every write × every fault.
   */
  public Stream<DynamicTest> tests() {
    checkState(!script.steps().isEmpty(), "nothing is swept: say when(kit -> …) first");
    if (only.isPresent()) {
      return Stream.of(test("alone: " + only.get().alone(), only.get()));
    }
    SweptFlow flow = new SweptFlow(script, new Trouble.None());
    try {
      flow.play();
    } catch (AssertionError e) {
      return Stream.of(failing("nothing goes wrong", e));
    }
    List<DynamicTest> tests = new ArrayList<>();
    tests.add(test("nothing goes wrong", new Trouble.None()));
    List<String> calls = flow.calls();
    for (int i = 0; i < calls.size(); i++) {
      for (FaultKind kind : faults) {
        tests.add(
            test(
                "call " + i + ", " + calls.get(i) + ": " + kind,
                new Trouble.AtCall(i, kind, lasting)));
      }
    }
    IntStream.range(0, flow.writes())
        .forEach(
            i ->
                storeFaults.forEach(
                    it -> tests.add(test("write " + i + ": " + it, new Trouble.AtWrite(i, it)))));
    return tests.stream();
  }

  /**
   * Returns {@code count} further cases as tests, in each of which one call in ten goes wrong,
   * drawn from a seed: {@code first} and those that follow. Crashes are among the faults.
   */
  public Stream<DynamicTest> seeds(long first, int count) {
    checkState(!script.steps().isEmpty(), "nothing is swept: say when(kit -> …) first");
    return LongStream.range(first, first + count)
        .mapToObj(seed -> test("seed " + seed, new Trouble.Drawn(seed, ONE_IN)));
  }

  private DynamicTest test(String name, Trouble trouble) {
    return dynamicTest(name, () -> new SweptFlow(script, trouble).play());
  }

  /** A flow that fails undisturbed is one test that fails, not a factory that does. */
  private static DynamicTest failing(String name, AssertionError error) {
    return dynamicTest(
        name,
        () -> {
          throw error;
        });
  }
}
