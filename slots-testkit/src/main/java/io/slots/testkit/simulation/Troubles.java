package io.slots.testkit.simulation;

import io.slots.app.AppName;
import io.slots.effect.Effect;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.simulation.Weather.Mode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Draws what goes wrong. */
final class Troubles {
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** Of those that crash, the simulation has its own way. */
  private static final List<FaultyStore.Fault> WRITES =
      List.of(
          FaultyStore.Fault.FAIL_BEFORE,
          FaultyStore.Fault.FAIL_AFTER,
          FaultyStore.Fault.HANG,
          FaultyStore.Fault.HANG_AFTER,
          FaultyStore.Fault.OVERTAKEN,
          FaultyStore.Fault.FAIL_AFTER_AND_OVERTAKEN,
          FaultyStore.Fault.THROW);

  private final SimulationOptions options;

  Troubles(SimulationOptions options) {
    this.options = options;
  }

  Happening draw(Dice dice) {
    return switch (dice.below(20)) {
      case 0, 1, 2, 3, 4, 5 ->
          new CallsGoWrong(
              dice.oneOf(Mode.class),
              dice.oneOf(Weather.EFFECTS),
              10 * (1 + dice.below(10)),
              dice.between(SECOND, Duration.ofMinutes(2)));
      case 6, 7, 8 -> new InstanceDies(Town.app(dice.below(options.apps())), dice.below(1_000));
      case 9, 10, 11 -> new WriteGoesWrong(dice.oneOf(WRITES), dice.below(10));
      case 12 -> new StoreIsAway(dice.between(SECOND, Duration.ofMinutes(1)));
      case 13 ->
          new StoreIsSlow(
              dice.between(Duration.ofMillis(1), Duration.ofSeconds(2)),
              dice.between(SECOND, Duration.ofMinutes(1)));
      case 14, 15 -> new EngineDies(dice.below(1_000), dice.between(SECOND, Duration.ofMinutes(1)));
      case 16, 17 ->
          new DriverDiesAtCall(dice.below(10), dice.between(SECOND, Duration.ofMinutes(1)));
      case 18 ->
          new EngineStandsStill(dice.below(1_000), dice.between(SECOND, Duration.ofMinutes(2)));
      default -> new ClockJumps(Duration.ofSeconds(dice.below(600) - 300));
    };
  }

  private record CallsGoWrong(
      Mode mode, Class<? extends Effect> effect, int percent, Duration length)
      implements Happening {
    @Override
    public void happen(Town town) {
      town.weather().turn(mode, effect, percent, length);
    }

    @Override
    public String kind() {
      return effect.getSimpleName() + " " + mode;
    }

    @Override
    public String describe() {
      return percent + " % of " + kind() + " for " + Happening.text(length);
    }
  }

  private record InstanceDies(AppName app, int number) implements Happening {
    @Override
    public void happen(Town town) {
      town.kill(app, number);
    }

    @Override
    public String kind() {
      return "instance dies";
    }

    @Override
    public String describe() {
      return app + ": " + kind() + " (" + number + ")";
    }
  }

  private record WriteGoesWrong(FaultyStore.Fault fault, int number) implements Happening {
    @Override
    public void happen(Town town) {
      town.kit().storeFaults().failWrite(number, fault);
    }

    @Override
    public String kind() {
      return "write: " + fault.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public String describe() {
      return kind() + ", after " + number;
    }
  }

  private record StoreIsAway(Duration length) implements Happening {
    @Override
    public void happen(Town town) {
      town.kit().storeFaults().goDown();
      town.kit().time().after(length, town.kit().storeFaults()::comeUp);
    }

    @Override
    public String kind() {
      return "store is away";
    }

    @Override
    public String describe() {
      return kind() + " for " + Happening.text(length);
    }
  }

  private record StoreIsSlow(Duration by, Duration length) implements Happening {
    @Override
    public void happen(Town town) {
      town.kit().storeFaults().takes(by);
      town.kit().time().after(length, () -> town.kit().storeFaults().takes(Duration.ZERO));
    }

    @Override
    public String kind() {
      return "store is slow";
    }

    @Override
    public String describe() {
      return kind() + " by " + Happening.text(by) + " for " + Happening.text(length);
    }
  }

  private record EngineDies(int number, Duration length) implements Happening {
    @Override
    public void happen(Town town) {
      town.anyEngine(number).ifPresent(it -> town.die(it, length));
    }

    @Override
    public String kind() {
      return "engine dies";
    }

    @Override
    public String describe() {
      return kind() + " (" + number + "), another comes in " + Happening.text(length);
    }
  }

  private record DriverDiesAtCall(int number, Duration length) implements Happening {
    @Override
    public void happen(Town town) {
      town.dieAtCall(number, length);
    }

    @Override
    public String kind() {
      return "driver dies at call";
    }

    @Override
    public String describe() {
      return kind() + ", after " + number + ", another comes in " + Happening.text(length);
    }
  }

  private record EngineStandsStill(int number, Duration length) implements Happening {
    @Override
    public void happen(Town town) {
      town.anyEngine(number).ifPresent(it -> town.standStill(it, length));
    }

    @Override
    public String kind() {
      return "engine stands still";
    }

    @Override
    public String describe() {
      return kind() + " (" + number + ") for " + Happening.text(length);
    }
  }

  private record ClockJumps(Duration by) implements Happening {
    @Override
    public void happen(Town town) {
      town.kit().time().setClock(by);
    }

    @Override
    public String kind() {
      return "clock jumps";
    }

    @Override
    public String describe() {
      return kind() + " by " + by.toSeconds() + " s";
    }
  }
}
