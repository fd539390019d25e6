package io.slots.testkit.simulation;

import com.google.common.base.Preconditions;
import io.slots.core.Slots;
import io.slots.spi.StoreException;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Which engines live, and which of them stand still. They are known by number, 1 for the first. */
final class Fleet {
  private static final Duration AGAIN = Duration.ofSeconds(5);

  /** Says when something is to be done. */
  interface Later {
    void after(Duration delay, Runnable deed);
  }

  private final SlotsTestKit kit;
  private final Later later;
  private final Set<Integer> alive = new TreeSet<>();
  private final Set<Integer> still = new TreeSet<>();

  /** There is one. */
  Fleet(SlotsTestKit kit, Later later) {
    this.kit = kit;
    this.later = later;
    alive.add(1);
  }

  /** There is one more, now or as soon as the store lets it begin. */
  void build() {
    try {
      Slots unused = kit.anotherEngine();
      alive.add(kit.engines());
    } catch (StoreException e) {
      later.after(AGAIN, this::build);
    }
  }

  /** One of those that can be asked. */
  Optional<Integer> awake(int number) {
    return oneOf(alive.stream().filter(it -> !still.contains(it)).toList(), number);
  }

  boolean isAlive(int engine) {
    return alive.contains(engine);
  }

  /** One of those that live. */
  Optional<Integer> any(int number) {
    return oneOf(List.copyOf(alive), number);
  }

  private static Optional<Integer> oneOf(List<Integer> engines, int number) {
    return engines.isEmpty() ? Optional.empty() : Optional.of(engines.get(number % engines.size()));
  }

  /** That one dies; another comes in its place. */
  void die(int engine, Duration length) {
    if (alive.remove(engine)) {
      still.remove(engine);
      kit.die(engine);
      later.after(length, this::build);
    }
  }

  /** That one stands still for a while. */
  void standStill(int engine, Duration length) {
    Preconditions.checkArgument(alive.contains(engine), "it does not live");
    if (still.add(engine)) {
      kit.standStill(engine);
      later.after(length, () -> goOn(engine));
    }
  }

  private void goOn(int engine) {
    if (still.remove(engine)) {
      kit.goOn(engine);
    }
  }
}
