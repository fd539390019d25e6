package io.slots.testkit.fault;

import io.slots.testkit.CallPattern;
import io.slots.testkit.FaultKind;
import io.slots.testkit.FaultyStore;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.Optional;

/** What goes wrong in one case of a sweep. */
sealed interface Trouble {
  /** Plants it. */
  void plant(SlotsTestKit kit);

  /** How to have this case alone, as one writes it. */
  String alone();

  /**
   * A call goes wrong.
   *
   * @param number which, 0 for the first of the flow
   * @param kind how
   * @param lasting for how long all that follow go wrong, too; empty if none does
   */
  record AtCall(int number, FaultKind kind, Optional<Duration> lasting) implements Trouble {
    @Override
    public void plant(SlotsTestKit kit) {
      if (lasting.isEmpty()) {
        kit.faults().on(CallPattern.anyCall()).nth(number + 1).plant(kind);
      } else {
        kit.faults().on(CallPattern.anyCall()).skip(number).plant(kind);
        kit.time().after(lasting.get(), kit.faults()::clear);
      }
    }

    @Override
    public String alone() {
      return "onlyCall(" + number + ", FaultKind." + kind.name() + ")";
    }
  }

  /**
   * A write to the store goes wrong.
   *
   * @param number which, 0 for the first of the flow
   * @param fault how
   */
  record AtWrite(int number, FaultyStore.Fault fault) implements Trouble {
    @Override
    public void plant(SlotsTestKit kit) {
      kit.storeFaults().failWrite(number, fault);
    }

    @Override
    public String alone() {
      return "onlyWrite(" + number + ", FaultyStore.Fault." + fault.name() + ")";
    }
  }

  /**
   * Calls go wrong by chance, as long as the flow lasts.
   *
   * @param seed whose chance
   * @param oneIn of how many calls one
   */
  record Drawn(long seed, int oneIn) implements Trouble {
    @Override
    public void plant(SlotsTestKit kit) {
      kit.faults().drawnFrom(seed).among(FaultKind.values()).oneIn(oneIn);
    }

    @Override
    public String alone() {
      return "onlySeed(" + seed + ")";
    }
  }

  /** Nothing goes wrong. */
  record None() implements Trouble {
    @Override
    public void plant(SlotsTestKit kit) {}

    @Override
    public String alone() {
      return "onlyUndisturbed()";
    }
  }
}
