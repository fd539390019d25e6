package io.slots.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Keeps so many things under way, for so long, and tells how many ended and how long each took. */
public final class ClosedLoop {
  private static final Duration WARM_UP = Duration.ofSeconds(6);
  private static final Duration MEASURED = Duration.ofSeconds(8);
  private static final OperatingSystemMXBean OS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private static final int MOST_SAMPLES = 2_000_000;

  private final IntFunction<CompletionStage<?>> turn;
  private final Executor next;
  private final Lane[] lanes;
  private volatile long end;

  private ClosedLoop(int underWay, IntFunction<CompletionStage<?>> turn, Executor next) {
    this.turn = turn;
    this.next = next;
    this.lanes = IntStream.range(0, underWay).mapToObj(Lane::new).toArray(Lane[]::new);
  }

  /**
   * What was measured. Where others use the machine too, the CPU time of each tells what a quiet
   * one could do.
   */
  public record Result(String what, double perSecond, double p50, double p99, double cpu) {
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%-52s %8.0f/s  p50 %7.3f ms  p99 %8.3f ms  CPU %6.0f µs each",
          what,
          perSecond,
          p50,
          p99,
          cpu);
    }
  }

  /**
   * Measures after a short warm-up.
   *
   * @param turn begins one thing in a lane; the lane's next begins when that has ended
   */
  public static Result measure(String what, int underWay, IntFunction<CompletionStage<?>> turn) {
    return measure(what, underWay, WARM_UP, turn);
  }

  /** Measures after a warm-up: an engine's code is compiled only after thousands of swaps. */
  public static Result measure(
      String what, int underWay, Duration warmUp, IntFunction<CompletionStage<?>> turn) {
    return measure(what, underWay, warmUp, MEASURED, turn);
  }

  /** Measures for so long after a warm-up. */
  public static Result measure(
      String what,
      int underWay,
      Duration warmUp,
      Duration measured,
      IntFunction<CompletionStage<?>> turn) {
    // A thread for each, as whoever begins an operation waits until it is stored.
    ExecutorService threads = Executors.newFixedThreadPool(underWay);
    try {
      ClosedLoop loop = new ClosedLoop(underWay, turn, threads);
      loop.run(warmUp);
      long begun = System.nanoTime();
      long cpu = OS.getProcessCpuTime();
      loop.run(measured);
      Result result = loop.result(what, System.nanoTime() - begun, OS.getProcessCpuTime() - cpu);
      System.out.println(result);
      return result;
    } finally {
      threads.shutdown();
    }
  }

  private void run(Duration duration) {
    end = System.nanoTime() + duration.toNanos();
    for (Lane lane : lanes) {
      lane.restart();
      next.execute(lane::go);
    }
    for (Lane lane : lanes) {
      lane.over.join();
    }
  }

  private Result result(String what, long nanos, long cpu) {
    long[] all = Arrays.stream(lanes).flatMapToLong(Lane::samples).sorted().toArray();
    long count = Arrays.stream(lanes).mapToLong(it -> it.count).sum();
    return new Result(what, count * 1e9 / nanos, at(all, 0.50), at(all, 0.99), cpu / 1e3 / count);
  }

  private static double at(long[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))] / 1e6;
  }

  /** One after the other. */
  private final class Lane {
    private final int number;
    private final long[] samples = new long[MOST_SAMPLES / 64];
    private CompletableFuture<Void> over = new CompletableFuture<>();
    private int count;

    Lane(int number) {
      this.number = number;
    }

    void restart() {
      over = new CompletableFuture<>();
      count = 0;
    }

    void go() {
      long begun = System.nanoTime();
      if (begun > end) {
        over.complete(null);
        return;
      }
      turn.apply(number)
          .whenComplete(
              (done, error) -> {
                if (error != null) {
                  over.completeExceptionally(error);
                  return;
                }
                samples[count++ % samples.length] = System.nanoTime() - begun;
                next.execute(this::go);
              });
    }

    java.util.stream.LongStream samples() {
      return Arrays.stream(samples, 0, Math.min(count, samples.length));
    }
  }
}
