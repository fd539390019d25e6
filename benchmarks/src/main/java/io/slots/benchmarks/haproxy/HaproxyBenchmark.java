package io.slots.benchmarks.haproxy;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Route;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import io.slots.haproxy.HaproxyConfig;
import io.slots.haproxy.HaproxyRouter;
import io.slots.haproxy.cli.CliTarget;
import io.slots.haproxy.cli.MapEntry;
import io.slots.haproxy.cli.Processes;
import io.slots.haproxy.cli.SaidNoException;
import io.slots.haproxy.cli.Worker;
import io.slots.spi.Call;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * A thousand switches of two slots under load, and commits of ten thousand routes beside bare ones.
 * HAProxy runs on one thread; the instances are a second HAProxy, which answers at once.
 */
public final class HaproxyBenchmark {
  private static final AppName SHOP = AppName.of("shop");
  private static final int CLIENTS = 16;
  private static final int MANY = 10_000;
  private static final int COMMITS = 40;

  private final Path directory;
  private final Path map;
  private final Instance[] sides;
  private final CliTarget target;
  private final HaproxyRouter router;
  private long number;

  private HaproxyBenchmark(
      Path directory, Path socket, Instance[] sides, HaproxyRouter router, Path master) {
    this.directory = directory;
    map = directory.resolve("state/routes.map");
    this.sides = sides;
    this.router = router;
    target =
        new CliTarget(
            UnixDomainSocketAddress.of(socket),
            Optional.of(UnixDomainSocketAddress.of(master)),
            Duration.ofSeconds(5),
            15_000);
  }

  /** Runs it; the first argument is the number of switches, 1,000 without one. */
  public static void main(String[] arguments) throws IOException, SaidNoException {
    int switches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    Path directory = Files.createTempDirectory("slots-haproxy-benchmark");
    Path socket = directory.resolve("haproxy.sock");
    Path master = directory.resolve("master.sock");
    int port = HaproxyProcess.freePort();
    int[] ports = {HaproxyProcess.freePort(), HaproxyProcess.freePort()};
    Path config = directory.resolve("haproxy.cfg");
    HaproxyConfig written =
        HaproxyConfig.of(directory.resolve("state"), socket, "127.0.0.1:" + port).withThreads(1);
    written.writeTo(config);
    Path instances = directory.resolve("instances.cfg");
    Path instancesSocket = directory.resolve("instances.sock");
    Files.writeString(instances, instances(ports, instancesSocket));
    ExecutorService executor = Executors.newSingleThreadExecutor();
    try (HaproxyProcess behind =
            HaproxyProcess.start(instancesSocket, "-db", "-f", instances.toString());
        HaproxyProcess front =
            HaproxyProcess.start(
                master,
                "-W",
                "-S",
                master + ",mode,600",
                "-f",
                config.toString(),
                "-f",
                written.backendsFile().toString());
        HaproxyRouter router =
            HaproxyRouter.builder(directory.resolve("state"))
                .statsSocket(socket)
                .masterSocket(master)
                .build(executor)) {
      System.out.printf(Locale.ROOT, "HAProxy: %s; its instances: %s%n", front, behind);
      Instance[] sides = {
        Instance.of("side-0", "http://127.0.0.1:" + ports[0]),
        Instance.of("side-1", "http://127.0.0.1:" + ports[1])
      };
      HaproxyBenchmark benchmark = new HaproxyBenchmark(directory, socket, sides, router, master);
      benchmark.switches(switches, port);
      benchmark.commits();
    } finally {
      executor.shutdownNow();
    }
  }

  private static String instances(int[] ports, Path socket) {
    StringBuilder text =
        new StringBuilder(
            "global\n  nbthread 1\n  stats socket "
                + socket
                + "\ndefaults\n  mode http\n  timeout client 60s\n  timeout server 60s\n"
                + "  timeout connect 5s\n");
    for (int side = 0; side < 2; side++) {
      text.append("frontend side-").append(side);
      text.append("\n  bind 127.0.0.1:").append(ports[side]);
      text.append("\n  http-request return status 200 content-type text/plain string ");
      text.append(side).append('\n');
    }
    return text.toString();
  }

  private void switches(int count, int port) throws IOException, SaidNoException {
    publish(two());
    long[] publishes = new long[count];
    long[] bare = new long[count];
    try (KeepAliveLoad load = KeepAliveLoad.start(port, CLIENTS, number)) {
      pause(Duration.ofSeconds(3)); // for the compiler
      long answered = load.answered();
      long begun = System.nanoTime();
      for (int i = 0; i < count; i++) {
        pause(Duration.ofMillis(10));
        bare[i] = bareCommand();
        RoutingTable table = two();
        load.begin(number);
        long since = System.nanoTime();
        publish(table);
        publishes[i] = System.nanoTime() - since;
        load.confirm(number);
      }
      double seconds = (System.nanoTime() - begun) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%d switches under %,.0f requests/s (load average %.1f)%n",
          count,
          (load.answered() - answered) / seconds,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      load.stop();
      System.out.println(load.result());
    }
    print("publish, until it is confirmed, on the disk too", publishes);
    print("no more than connecting and listing the processes", bare);
  }

  /** What a conversation with HAProxy costs in which nothing is done. */
  private long bareCommand() throws IOException, SaidNoException {
    long since = System.nanoTime();
    try (Processes processes = Processes.open(target)) {
      processes.pids();
    }
    return System.nanoTime() - since;
  }

  private RoutingTable two() {
    number++;
    Instance production = sides[(int) (number % 2)];
    Instance staging = sides[(int) ((number + 1) % 2)];
    return table(
        List.of(
            route("production", "shop.test", production),
            route("staging", "shop-staging.test", staging)));
  }

  private RoutingTable many() {
    number++;
    List<Route> routes = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      String slot = i == 0 ? "production" : "slot-" + i;
      routes.add(route(slot, host(i), sides[(int) ((number + i) % 2)]));
    }
    return table(routes);
  }

  private static String host(int i) {
    return "shop-" + i + ".example.test";
  }

  private RoutingTable table(List<Route> routes) {
    return new RoutingTable(SHOP, new RoutingGeneration(1, number), routes);
  }

  private static Route route(String slot, String host, Instance instance) {
    return new Route(
        HostName.of(host),
        SlotName.of(slot),
        Optional.of(ContentId.of("v1")),
        List.of(instance),
        List.of());
  }

  private void publish(RoutingTable table) {
    RoutesAnswer answer =
        router.publish(table, new Call(OperationId.of("op-1"), 1, 1)).toCompletableFuture().join();
    if (!(answer instanceof RoutesAnswer.InForce)) {
      throw new IllegalStateException(answer.toString());
    }
  }

  /** Alternates: ten thousand bare routes; the same with all that the router writes beside them. */
  private void commits() throws IOException, SaidNoException {
    long[] whole = new long[COMMITS];
    long[] ours = new long[COMMITS];
    long[] bare = new long[COMMITS];
    List<MapEntry> bareEntries = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      bareEntries.add(new MapEntry(host(i), "slots-" + (1 + i % 2)));
    }
    for (int i = -5; i < COMMITS; i++) {
      RoutingTable table = many();
      long since = System.nanoTime();
      publish(table);
      long took = System.nanoTime() - since;
      try (Processes processes = Processes.open(target)) {
        Worker worker = processes.present();
        List<MapEntry> entries = worker.entries(map.toString());
        // Each commit replaces a map of its own kind, for it removes the old entries too.
        commit(worker, entries);
        long oursTook = commit(worker, entries);
        commit(worker, bareEntries);
        long bareTook = commit(worker, bareEntries);
        commit(worker, entries);
        if (i >= 0) {
          whole[i] = took;
          ours[i] = oursTook;
          bare[i] = bareTook;
        }
      }
    }
    print("publish of " + MANY + " routes, all in all", whole);
    double router = print("  its commit", ours);
    double alone = print("a bare commit of " + MANY + " routes", bare);
    System.out.printf(Locale.ROOT, "the commit: %.2f × the bare one (p50)%n", router / alone);
    System.out.println("(" + directory + " may be deleted)");
  }

  private long commit(Worker worker, List<MapEntry> entries) throws IOException, SaidNoException {
    long version = worker.prepare(map.toString());
    worker.add(map.toString(), version, entries);
    long since = System.nanoTime();
    worker.commit(map.toString(), version);
    return System.nanoTime() - since;
  }

  private static double print(String what, long[] nanos) {
    long[] sorted = nanos.clone();
    Arrays.sort(sorted);
    double p50 = sorted[sorted.length / 2] / 1e6;
    double p99 = sorted[(int) (sorted.length * 0.99)] / 1e6;
    System.out.printf(Locale.ROOT, "%-55s p50 %7.2f ms   p99 %7.2f ms%n", what, p50, p99);
    return p50;
  }

  private static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }
}
