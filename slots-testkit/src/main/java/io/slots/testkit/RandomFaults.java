package io.slots.testkit;

import static com.google.common.base.Preconditions.checkArgument;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Faults that are drawn from a seed, being said: of which kinds, for which calls, how often. */
public final class RandomFaults {
  private final Random random;
  private final Consumer<Faults.Source> sources;
  private CallPattern calls = CallPattern.anyCall();
  private List<FaultKind> kinds =
      Stream.of(FaultKind.values()).filter(kind -> !kind.isCrash()).toList();

  RandomFaults(long seed, Consumer<Faults.Source> sources) {
    this.random = new Random(seed);
    this.sources = sources;
  }

  /** Only these kinds; unless said otherwise, all but crashes. */
  public RandomFaults among(FaultKind... kinds) {
    checkArgument(kinds.length > 0, "faults of no kind: name one or more");
    this.kinds = List.of(kinds);
    return this;
  }

  /** Only with these calls; with any unless said otherwise. */
  public RandomFaults on(CallPattern calls) {
    this.calls = calls;
    return this;
  }

  /** From now on one call in {@code number}, on average, goes wrong. */
  public void oneIn(int number) {
    checkArgument(number > 0, "one call in %s: one in 1 or more would do", number);
    sources.accept(call -> calls.test(call) ? draw(number) : Optional.empty());
  }

  private Optional<Fault> draw(int number) {
    if (random.nextInt(number) > 0) {
      return Optional.empty();
    }
    return Optional.of(kinds.get(random.nextInt(kinds.size())).fault());
  }
}
