package io.slots.benchmarks.haproxy;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.benchmarks.load.BareSession;
import io.slots.benchmarks.load.HaproxyProcess;
import io.slots.benchmarks.load.PacedLoad;
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
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A thousand switches of two slots under load, and commits of ten thousand routes beside bare ones.
 * HAProxy runs on one thread; the instances are a second HAProxy, which answers at once.
 */
public final class HaproxyBenchmark {
  private static final AppName SHOP = AppName.of("shop");
  private static final int CLIENTS = 64;
  private static final long REQUESTS_PER_SECOND = 12_000;
  private static final Pattern VALUE = Pattern.compile("value=\"(.*)\", type=");
  private static final int MANY = 10_000;
  private static final int COMMITS = 200;

  private final Path directory;
  private final Path map;
  private final Path socket;
  private final Instance[] sides;
  private final CliTarget target;
  private final HaproxyRouter router;
  private long number;

  private HaproxyBenchmark(
      Path directory, Path socket, Instance[] sides, HaproxyRouter router, Path master) {
    this.directory = directory;
    map = directory.resolve("state/routes.map");
    this.socket = socket;
    this.sides = sides;
    this.router = router;
    target =
        new CliTarget(
            UnixDomainSocketAddress.of(socket),
            Optional.of(UnixDomainSocketAddress.of(master)),
            Duration.ofSeconds(5),
            15_000);
  }

  /**
   * Runs it; the first argument is the number of switches, 1,000 without one, the second how many
   * requests a second come meanwhile, 12,000 without one.
   */
  public static void main(String[] arguments) throws IOException, SaidNoException {
    int switches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 1000;
    long rate = arguments.length > 1 ? Long.parseLong(arguments[1]) : REQUESTS_PER_SECOND;
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
      benchmark.switches(switches, port, rate);
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

  private void switches(int count, int port, long rate) throws IOException, SaidNoException {
    publish(two());
    long[] publishes = new long[count];
    long[] conversations = new long[count];
    long[] sets = new long[count];
    long[] commits = new long[count];
    try (PacedLoad load = PacedLoad.start(port, CLIENTS, rate, number);
        BareSession session = BareSession.open(socket)) {
      pause(Duration.ofSeconds(3)); // for the compiler
      long answered = load.answered();
      long begun = System.nanoTime();
      for (int i = 0; i < count; i++) {
        pause(Duration.ofMillis(5));
        conversations[i] = conversation();
        sets[i] = bareSet(session);
        commits[i] = sameAgain(session);
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
          "%,d switches under %,.0f requests/s (load average %.1f)%n",
          count,
          (load.answered() - answered) / seconds,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
      load.stop();
      System.out.println(load.result());
    }
    double bare = print("a bare set map", sets);
    double ours = print("the switch itself: commit map", commits);
    System.out.printf(Locale.ROOT, "the switch: %.2f × the bare set map (p50)%n", ours / bare);
    print("publish, until it is confirmed, on the disk too", publishes);
    print("  of it: connecting and listing the processes", conversations);
    disk();
  }

  /** One entry gets the value that it has: what a switch of one route costs somebody without us. */
  private long bareSet(BareSession session) throws IOException {
    Matcher value = VALUE.matcher(session.ask("get map " + map + " shop.test"));
    if (!value.find()) {
      throw new IOException("shop.test is not in the map");
    }
    return session.nanosFor("set map " + map + " shop.test " + value.group(1));
  }

  /** What the router's switch is: all that is in the map takes the place of itself. */
  private long sameAgain(BareSession session) throws IOException, SaidNoException {
    try (Processes processes = Processes.open(target)) {
      Worker worker = processes.present();
      List<MapEntry> entries = worker.entries(map.toString());
      long version = worker.prepare(map.toString());
      worker.add(map.toString(), version, entries);
      return session.nanosFor("commit map @" + version + " " + map);
    }
  }

  /** What the disk alone takes for a file of that size, put in the place of another. */
  private void disk() throws IOException {
    long[] writes = new long[100];
    Path file = directory.resolve("disk");
    byte[] content = Files.readAllBytes(map);
    for (int i = 0; i < writes.length; i++) {
      long since = System.nanoTime();
      Path beside = directory.resolve("disk.new");
      try (FileChannel channel =
          FileChannel.open(
              beside,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap(content));
        channel.force(true);
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
      writes[i] = System.nanoTime() - since;
    }
    print("  of it: the disk, by the same writes alone", writes);
  }

  /** What a conversation with HAProxy costs in which nothing is done. */
  private long conversation() throws IOException, SaidNoException {
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
    System.out.printf(
        Locale.ROOT,
        "load average %.1f%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
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
