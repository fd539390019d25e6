package io.slots.testkit.simulation;

import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What happens in a simulation, and when. Written before it begins, from the seed alone. */
final class Script {
  /**
   * A line of it.
   *
   * @param number its number in the whole script
   * @param at when, since the beginning
   * @param happening what
   */
  record Line(int number, Duration at, Happening happening) {
    @Override
    public String toString() {
      return number + "  " + Happening.text(at) + "  " + happening.describe();
    }
  }

  private final List<Line> lines;

  private Script(List<Line> lines) {
    this.lines = ImmutableList.copyOf(lines);
  }

  /** Writes the script of {@code seed}. */
  static Script write(long seed, SimulationOptions options) {
    Wishes wishes = new Wishes(options);
    Troubles troubles = new Troubles(options);
    List<Line> lines = new ArrayList<>();
    scatter(Dice.of(seed, "wishes"), options.wishEvery(), options.length(), wishes::draw, lines);
    scatter(
        Dice.of(seed, "troubles"), options.troubleEvery(), options.length(), troubles::draw, lines);
    lines.sort(Comparator.comparing(Line::at));
    List<Line> numbered = new ArrayList<>();
    for (Line line : lines) {
      numbered.add(new Line(numbered.size(), line.at(), line.happening()));
    }
    return new Script(numbered);
  }

  private static void scatter(
      Dice dice,
      Duration every,
      Duration length,
      Function<Dice, Happening> draw,
      List<Line> lines) {
    if (every.isZero()) {
      return;
    }
    Duration at = gap(dice, every);
    while (at.compareTo(length) < 0) {
      lines.add(new Line(0, at, draw.apply(dice)));
      at = at.plus(gap(dice, every));
    }
  }

  private static Duration gap(Dice dice, Duration every) {
    return Duration.ofMillis(1 + dice.below((int) (2 * every.toMillis())));
  }

  List<Line> lines() {
    return lines;
  }

  /** Only the lines of these numbers. */
  Script only(Set<Integer> numbers) {
    return filtered(it -> numbers.contains(it.number()));
  }

  /** Without the lines of these numbers. */
  Script without(Set<Integer> numbers) {
    return filtered(it -> !numbers.contains(it.number()));
  }

  private Script filtered(Predicate<Line> kept) {
    return new Script(lines.stream().filter(kept).toList());
  }

  Set<Integer> numbers() {
    return lines.stream().map(Line::number).collect(Collectors.toCollection(TreeSet::new));
  }
}
