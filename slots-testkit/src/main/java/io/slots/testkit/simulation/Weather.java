package io.slots.testkit.simulation;

import io.slots.effect.CountInFlight;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.Restart;
import io.slots.effect.ShowToken;
import io.slots.testkit.Faults;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How calls of the platform and the router go wrong: by kind, for a while, so many per cent. */
final class Weather {
  /** The kinds of calls. */
  static final List<Class<? extends Effect>> EFFECTS =
      List.of(
          Restart.class,
          Provision.class,
          Decommission.class,
          Probe.class,
          PublishRoutes.class,
          ReadRoutes.class,
          CountInFlight.class,
          ShowToken.class);

  /** What goes wrong. */
  enum Mode {
    FAILS,
    ANSWER_IS_LOST,
    THROWS,
    NEVER_ANSWERS,
    IS_DONE_AND_NEVER_ANSWERS,
    IS_SLOW,
    IS_VERY_SLOW,
    IS_DONE_TWICE,
    IS_UNHEALTHY;

    private void on(Faults.Rule rule) {
      switch (this) {
        case FAILS -> rule.fail("it rains");
        case ANSWER_IS_LOST -> rule.failAfter("it rains");
        case THROWS -> rule.throwing("it rains");
        case NEVER_ANSWERS -> rule.hang();
        case IS_DONE_AND_NEVER_ANSWERS -> rule.hangAfter();
        case IS_SLOW -> rule.take(Duration.ofSeconds(3));
        case IS_VERY_SLOW -> rule.take(Duration.ofSeconds(100));
        case IS_DONE_TWICE -> rule.twice(Duration.ofSeconds(2));
        case IS_UNHEALTHY -> rule.answer(new ProbeAnswer.Responded(503));
      }
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private record Front(Mode mode, Class<? extends Effect> effect, int percent, long end) {}

  private final SlotsTestKit kit;
  private final Dice dice;
  private final List<Front> fronts = new ArrayList<>();

  Weather(SlotsTestKit kit, Dice dice) {
    this.kit = kit;
    this.dice = dice;
    for (Mode mode : Mode.values()) {
      mode.on(kit.faults().on(effect -> strikes(mode, effect)));
    }
  }

  /** So many per cent of those calls go wrong so, for a while. */
  void turn(Mode mode, Class<? extends Effect> effect, int percent, Duration length) {
    fronts.add(new Front(mode, effect, percent, kit.time().nanoTime() + length.toNanos()));
  }

  /** Nothing goes wrong any more. */
  void clear() {
    fronts.clear();
  }

  private boolean strikes(Mode mode, Effect effect) {
    if (fronts.isEmpty()) {
      return false;
    }
    long now = kit.time().nanoTime();
    fronts.removeIf(it -> it.end() - now <= 0);
    for (Front front : fronts) {
      if (front.mode() == mode && front.effect().isInstance(effect)) {
        return dice.hit(front.percent());
      }
    }
    return false;
  }
}
