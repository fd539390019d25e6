package io.slots.benchmarks.result;

import com.google.common.collect.ImmutableMap;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Contenders that have their turns on the caller's thread, one after the other, again and again: so
 * what the machine does besides meets all of them. CPU time and memory are this thread's alone.
 */
public final class Turns {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private final Map<String, Contender> contenders = new LinkedHashMap<>();

  /** What somebody does so many times, and how many at once, so that the clock does not count. */
  private record Contender(int batch, IntConsumer work) {}

  /**
   * What one turn was.
   *
   * @param number how many of it
   * @param nanos in which time, of each
   * @param cpu in how much CPU time of this thread, of each, in nanoseconds
   * @param bytes how much memory this thread took for each
   */
  public record Turn(long number, double nanos, double cpu, double bytes) {
    /** How many there were in a second. */
    public double perSecond() {
      return 1e9 / nanos;
    }
  }

  /**
   * Adds a contender.
   *
   * @param batch how many to do between two looks at the clock
   * @param work does that many
   */
  public Turns with(String name, int batch, IntConsumer work) {
    contenders.put(name, new Contender(batch, work));
    return this;
  }

  /** Gives everyone that many turns, after one of {@code warmUp} that is not counted. */
  public Map<String, List<Turn>> run(int rounds, Duration warmUp, Duration turn) {
    Map<String, List<Turn>> turns = new LinkedHashMap<>();
    contenders.forEach(
        (name, contender) -> {
          Turn unused = turn(contender, warmUp);
          turns.put(name, new ArrayList<>());
        });
    for (int round = 0; round < rounds; round++) {
      turns.forEach((name, all) -> all.add(turn(contender(name), turn)));
    }
    return ImmutableMap.copyOf(turns);
  }

  private Contender contender(String name) {
    Contender contender = contenders.get(name);
    if (contender == null) {
      throw new IllegalStateException("nobody is called " + name);
    }
    return contender;
  }

  private static Turn turn(Contender contender, Duration time) {
    long bytes = THREADS.getCurrentThreadAllocatedBytes();
    long cpu = THREADS.getCurrentThreadCpuTime();
    long begun = System.nanoTime();
    long end = begun + time.toNanos();
    long number = 0;
    while (System.nanoTime() - end < 0) {
      contender.work().accept(contender.batch());
      number += contender.batch();
    }
    double count = number;
    return new Turn(
        number,
        (System.nanoTime() - begun) / count,
        (THREADS.getCurrentThreadCpuTime() - cpu) / count,
        (THREADS.getCurrentThreadAllocatedBytes() - bytes) / count);
  }
}
