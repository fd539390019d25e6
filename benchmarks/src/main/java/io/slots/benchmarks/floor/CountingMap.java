package io.slots.benchmarks.floor;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A router as somebody would write it by hand who wants to know what is in flight: a map by host, a
 * turn, a count. It switches, but cannot tell when the last request by the old routes has ended.
 * Safe for use by several threads.
 */
public final class CountingMap {
  private final ConcurrentMap<String, Backend> byHost = new ConcurrentHashMap<>();

  /** Where one host's requests go. */
  private record Backend(List<Server> servers, AtomicInteger turn) {
    Server next() {
      return servers.get(Integer.remainderUnsigned(turn.getAndIncrement(), servers.size()));
    }
  }

  /**
   * Who gets requests.
   *
   * @param address where it listens
   * @param inFlight how many it has
   */
  public record Server(URI address, AtomicInteger inFlight) {}

  /** Returns a map of the hosts {@code shop0.test} and so on, each of so many servers. */
  public static CountingMap of(int hosts, int servers) {
    CountingMap map = new CountingMap();
    for (int host = 0; host < hosts; host++) {
      map.byHost.put("shop" + host + ".test", new Backend(servers(servers), new AtomicInteger()));
    }
    return map;
  }

  private static List<Server> servers(int number) {
    return IntStream.range(0, number)
        .mapToObj(
            i -> new Server(URI.create("http://127.0.0.1:" + (8_000 + i)), new AtomicInteger()))
        .toList();
  }

  /** Decides who gets a request for that host, counts it there, and counts it off. */
  public Server decide(String host) {
    Backend backend = byHost.get(host);
    if (backend == null) {
      throw new IllegalStateException("unknown host " + host);
    }
    Server server = backend.next();
    server.inFlight().incrementAndGet();
    server.inFlight().decrementAndGet();
    return server;
  }

  /** Looks up the host, and no more. */
  public @Nullable Object find(String host) {
    return byHost.get(host);
  }
}
