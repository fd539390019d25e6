package io.slots.testkit;

import io.slots.core.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The engines of a kit, each in a process of its own, in the order in which they were built. */
final class Engines {
  private final VirtualTime time;
  private final Function<MortalProcess, Slots> builder;
  private final List<MortalProcess> processes = new ArrayList<>();
  private final List<Slots> engines = new ArrayList<>();
  private int built;

  /**
   * Has none yet.
   *
   * @param builder builds an engine that runs in a process
   */
  Engines(VirtualTime time, Function<MortalProcess, Slots> builder) {
    this.time = time;
    this.builder = builder;
  }

  /** Builds another, which takes over what nobody drives. It may die of that. */
  Slots another() {
    MortalProcess process = time.process("engine-" + ++built);
    try {
      Slots engine = builder.apply(process);
      processes.add(process);
      engines.add(engine);
      return engine;
    } catch (SimulatedCrash | RuntimeException e) {
      process.die();
      throw e;
    }
  }

  /** The number of the engine of that name, if it could begin. */
  Optional<Integer> numberOf(String name) {
    for (int i = 0; i < processes.size(); i++) {
      if (processes.get(i).name().equals(name)) {
        return Optional.of(i + 1);
      }
    }
    return Optional.empty();
  }

  int size() {
    return engines.size();
  }

  /** The engine of that number, 1 for the first. */
  Slots get(int number) {
    return engines.get(number - 1);
  }

  /** The process of that engine. */
  MortalProcess processOf(Slots engine) {
    return processes.get(engines.indexOf(engine));
  }

  MortalProcess process(int number) {
    return processes.get(number - 1);
  }

  /** The processes that live, with their engines: those that can be asked. */
  List<Slots> awake() {
    return engines.stream()
        .filter(it -> !processOf(it).isDead() && !processOf(it).standsStill())
        .toList();
  }

  /** The processes that stand still. */
  List<MortalProcess> still() {
    return processes.stream().filter(it -> it.standsStill() && !it.isDead()).toList();
  }

  /** Closes those that can still do anything, as whoever ends a program does. */
  void close() {
    awake().forEach(Slots::close);
    processes.forEach(MortalProcess::die);
  }
}
