package io.slots.examples.stage.load;

import io.slots.examples.stage.load.Ask.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the connections ask: each connection one kind of request, one after the other.
 *
 * @param connections the connections
 */
public record Workload(List<Connection> connections) {
  private static final int SLOW_FROM_MILLIS = 200;
  private static final int SLOW_TO_MILLIS = 800;
  private static final int STREAM_MILLIS = 1_500;

  /**
   * What one connection asks.
   *
   * @param kind always this kind of request
   * @param next the next request
   */
  record Connection(Kind kind, Supplier<Ask> next) {}

  /** Copies the list. */
  public Workload {
    connections = List.copyOf(connections);
  }

  /**
   * Returns the load for the bundled service: half of the connections ask for slow answers, one in
   * eight for streamed ones, the others for fast ones.
   */
  public static Workload bundled(int connections, long seed) {
    int slow = connections / 2;
    int streamed = connections / 8;
    return of(
        connections,
        number -> {
          if (number < slow) {
            return slow(new Random(seed + number));
          }
          return number < slow + streamed ? streamed() : fast("/");
        });
  }

  /** Returns the load that asks for {@code paths}, each connection for one of them. */
  public static Workload of(int connections, List<String> paths) {
    return of(connections, number -> fast(paths.get(number % paths.size())));
  }

  private static Workload of(int connections, IntFunction<Connection> connection) {
    return new Workload(IntStream.range(0, connections).mapToObj(connection).toList());
  }

  /** Says in a few words what the connections ask. */
  public String describe() {
    long fast = count(Kind.FAST);
    return fast == connections.size()
        ? fast + " connections"
        : connections.size()
            + " connections: "
            + count(Kind.SLOW)
            + " ask for slow answers (200 to 800 ms), "
            + count(Kind.STREAMED)
            + " for streamed ones (1.5 s), "
            + fast
            + " for fast ones";
  }

  private long count(Kind kind) {
    return connections.stream().filter(connection -> connection.kind() == kind).count();
  }

  private static Connection slow(Random random) {
    return new Connection(
        Kind.SLOW,
        () -> {
          int millis = SLOW_FROM_MILLIS + random.nextInt(SLOW_TO_MILLIS - SLOW_FROM_MILLIS + 1);
          return new Ask(Kind.SLOW, "/slow?ms=" + millis, Duration.ofMillis(millis));
        });
  }

  private static Connection streamed() {
    Ask ask =
        new Ask(Kind.STREAMED, "/stream?ms=" + STREAM_MILLIS, Duration.ofMillis(STREAM_MILLIS));
    return new Connection(Kind.STREAMED, () -> ask);
  }

  private static Connection fast(String path) {
    Ask ask = new Ask(Kind.FAST, path, Duration.ZERO);
    return new Connection(Kind.FAST, () -> ask);
  }
}
