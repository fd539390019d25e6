package io.slots.testkit;

import io.slots.effect.Effect;
import io.slots.effect.ProbeAnswer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What goes wrong, on demand:
 *
 * <pre>{@code
 * faults.on(effect -> effect instanceof Restart).times(1).fail("out of memory");
 * faults.on(effect -> effect instanceof Probe).answer(new ProbeAnswer.Responded(503));
 * }</pre>
 *
 * <p>Of several that fit, the one given last counts.
 */
public final class Faults {
  private final List<Rule> rules = new ArrayList<>();

  Faults() {}

  /** What a fake does instead of what it does by itself. */
  sealed interface Fault {
    /** Whether the effect is done all the same. */
    default boolean isDone() {
      return true;
    }

    /** Does nothing and fails. */
    record Fail(String reason) implements Fault {
      @Override
      public boolean isDone() {
        return false;
      }
    }

    /** Does it and fails: the answer is lost. */
    record FailAfter(String reason) implements Fault {}

    /** Throws from the method, having done nothing. */
    record Throw(String reason) implements Fault {
      @Override
      public boolean isDone() {
        return false;
      }
    }

    /** Does nothing and never answers. */
    record Hang() implements Fault {
      @Override
      public boolean isDone() {
        return false;
      }
    }

    /** Does it and never answers. */
    record HangAfter() implements Fault {}

    /** Takes so long. */
    record Delay(Duration duration) implements Fault {}

    /** A probe is answered so. */
    record Answer(ProbeAnswer answer) implements Fault {}

    /** The engine's process dies, before it is done or right after. */
    record Crash(boolean after) implements Fault {
      @Override
      public boolean isDone() {
        return after;
      }
    }

    /** It is done, and once more so much later. */
    record Twice(Duration later) implements Fault {}
  }

  /** Begins a fault for the effects that fit. */
  public Rule on(Predicate<Effect> effects) {
    return new Rule(effects);
  }

  /** Nothing goes wrong any more. */
  public void clear() {
    rules.clear();
  }

  Optional<Fault> next(Effect effect) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rule rule = rules.get(i);
      if (rule.fits(effect)) {
        return rule.take();
      }
    }
    return Optional.empty();
  }

  /** A fault being said. */
  public final class Rule {
    private final Predicate<Effect> effects;
    private int left = Integer.MAX_VALUE;
    private int skipped;
    private Optional<Fault> fault = Optional.empty();

    private Rule(Predicate<Effect> effects) {
      this.effects = effects;
    }

    /** Only so many times. */
    public Rule times(int times) {
      left = times;
      return this;
    }

    /** Not the first so many times. */
    public Rule skip(int times) {
      skipped = times;
      return this;
    }

    /**
     * The engine's process dies before it is done; see {@link SlotsTestKit#crashAndRestartEngine}.
     */
    public void crashBefore() {
      set(new Fault.Crash(false));
    }

    /** The engine's process dies when it is done and not answered yet. */
    public void crashAfter() {
      set(new Fault.Crash(true));
    }

    /** It is not done, and fails for {@code reason}. */
    public void fail(String reason) {
      set(new Fault.Fail(reason));
    }

    /** It is done, and the answer is lost: it fails for {@code reason}. */
    public void failAfter(String reason) {
      set(new Fault.FailAfter(reason));
    }

    /** The SPI's method throws. */
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

    /** It takes so long. */
    public void take(Duration duration) {
      set(new Fault.Delay(duration));
    }

    /** It is done and answered twice, as by a platform that repeats calls by itself. */
    public void twice(Duration later) {
      set(new Fault.Twice(later));
    }

    /** A probe is answered so. */
    public void answer(ProbeAnswer answer) {
      set(new Fault.Answer(answer));
    }

    private void set(Fault fault) {
      this.fault = Optional.of(fault);
      rules.add(this);
    }

    private boolean fits(Effect effect) {
      if (left == 0 || !effects.test(effect)) {
        return false;
      }
      if (skipped > 0) {
        skipped--;
        return false;
      }
      return true;
    }

    private Optional<Fault> take() {
      if (left != Integer.MAX_VALUE) {
        left--;
      }
      return fault;
    }
  }
}
