package io.slots.testkit;

import static com.google.common.base.Preconditions.checkArgument;

import io.slots.effect.Effect;
import io.slots.effect.ProbeAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What goes wrong with calls of SPIs, on demand:
 *
 * <pre>{@code
 * faults.on(restarts()).nth(2).failBefore("out of memory");
 * faults.on(probes().inStep(WARM_UP)).answer(new ProbeAnswer.Responded(503));
 * faults.drawnFrom(42).oneIn(20);
 * }</pre>
 *
 * <p>Of several that fit, the one given last counts. What goes wrong with the store is said to
 * {@link SlotsTestKit#storeFaults()}.
 */
public final class Faults {
  /** Where the fault of a call comes from. */
  interface Source {
    Optional<Fault> next(RecordedCall call);
  }

  private final List<Source> sources = new ArrayList<>();

  Faults() {}

  /** Begins a fault for the calls that fit. */
  public Rule on(CallPattern calls) {
    return new Rule(calls);
  }

  /** Begins a fault for the effects that fit. */
  public Rule on(Predicate<Effect> effects) {
    return new Rule(call -> effects.test(call.effect()));
  }

  /**
   * Begins faults that chance plants, the same ones for the same seed and the same calls. No crash
   * is among them unless {@link RandomFaults#among} says so.
   */
  public RandomFaults drawnFrom(long seed) {
    return new RandomFaults(seed, sources::add);
  }

  /** Nothing goes wrong any more. */
  public void clear() {
    sources.clear();
  }

  Optional<Fault> next(RecordedCall call) {
    for (int i = sources.size() - 1; i >= 0; i--) {
      Optional<Fault> fault = sources.get(i).next(call);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** A fault being said: which calls, and what goes wrong with them. */
  public final class Rule {
    private final Predicate<RecordedCall> calls;
    private int left = Integer.MAX_VALUE;
    private int skipped;

    private Rule(Predicate<RecordedCall> calls) {
      this.calls = calls;
    }

    /** Only so many times. */
    public Rule times(int times) {
      checkArgument(times > 0, "%s times: once or more would do", times);
      left = times;
      return this;
    }

    /** Not the first so many times. */
    public Rule skip(int times) {
      checkArgument(times >= 0, "skip %s: none or more would do", times);
      skipped = times;
      return this;
    }

    /** Only the nth of them from now on, 1 for the first. */
    public Rule nth(int number) {
      checkArgument(number > 0, "call number %s: 1 or more would do", number);
      return skip(number - 1).times(1);
    }

    /** It is not done, and fails for {@code reason}. */
    public void failBefore(String reason) {
      set(new Fault.FailBefore(reason));
    }

    /** It is done, and the answer is lost: it fails for {@code reason}. */
    public void failAfter(String reason) {
      set(new Fault.FailAfter(reason));
    }

    /** The SPI's method throws, having done nothing. */
    public void throwing(String reason) {
      set(new Fault.Throw(reason));
    }

    /** It is not done, and never answered. */
    public void hang() {
      set(new Fault.Hang());
    }

    /** It is done, and never answered. */
    public void hangAfter() {
      set(new Fault.HangAfter());
    }

    /** It takes so long: it is done at the end of that, and answered at once. */
    public void take(Duration duration) {
      set(new Fault.Take(duration));
    }

    /** It is done in its time, and answered so much later. */
    public void answerLate(Duration by) {
      set(new Fault.AnswerLate(by));
    }

    /** It is done and answered twice, as by a platform that repeats calls by itself. */
    public void answerTwice(Duration later) {
      set(new Fault.AnswerTwice(later));
    }

    /** A probe is answered so. */
    public void answer(ProbeAnswer answer) {
      set(new Fault.Answer(answer));
    }

    /**
     * The engine's process dies before it is done: {@link SimulatedCrash} is thrown from wherever
     * the test lets time pass, and {@link SlotsTestKit#survive} or {@link
     * SlotsTestKit#crashAndRestartEngine} goes on from there.
     */
    public void crashBefore() {
      set(new Fault.Crash(false));
    }

    /** The engine's process dies when it is done and not answered yet; see {@link #crashBefore}. */
    public void crashAfter() {
      set(new Fault.Crash(true));
    }

    /** That goes wrong with it. */
    public void plant(FaultKind kind) {
      set(kind.fault());
    }

    private void set(Fault fault) {
      sources.add(call -> fits(call) ? Optional.of(fault) : Optional.empty());
    }

    private boolean fits(RecordedCall call) {
      if (left == 0 || !calls.test(call)) {
        return false;
      }
      if (skipped > 0) {
        skipped--;
        return false;
      }
      if (left != Integer.MAX_VALUE) {
        left--;
      }
      return true;
    }
  }
}
