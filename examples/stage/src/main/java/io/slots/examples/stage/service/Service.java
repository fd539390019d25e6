package io.slots.examples.stage.service;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small HTTP service, one process for each instance. It takes a moment to start and another one
 * to warm up, and on SIGTERM it finishes the requests that it has.
 *
 * <p>See {@link ServiceConfig} for what it reads and {@link Endpoints} for what it answers.
 */
public final class Service {
  /** A service that lacks what it needs to run ends with this status. */
  public static final int MISSING_SETTING = 3;

  private static final int THREADS = 256;
  private static final Duration FINISH_WITHIN = Duration.ofSeconds(15);

  private final ServiceConfig config;
  private final InFlight inFlight = new InFlight();
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final HttpServer server;

  private Service(ServiceConfig config) throws IOException {
    this.config = config;
    this.server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port()), 1024);
    server.createContext("/", new Endpoints(config, inFlight));
    server.setExecutor(threads);
  }

  /** Runs the service until the process is told to end. */
  public static void main(String[] args) throws IOException, InterruptedException {
    ServiceConfig config = ServiceConfig.read(System.getenv(), System.getProperties());
    if (!config.missing().isEmpty()) {
      System.err.println(
          config.version() + " does not start: it needs the app setting " + config.missing());
      System.exit(MISSING_SETTING);
    }
    // The JDK's server writes head and body apart; Nagle's algorithm would hold back the second.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    if (config.endsWithParent()) {
      ProcessHandle.current().parent().ifPresent(Service::endWith);
    }
    Thread.sleep(config.startUp().toMillis());
    Service service = new Service(config);
    Runtime.getRuntime().addShutdownHook(new Thread(service::finish, "finish"));
    service.server.start();
    System.out.println(config.version() + " listens on port " + service.port());
  }

  /** A parent that was killed outright ends no children; these end themselves. */
  private static void endWith(ProcessHandle parent) {
    Thread watch =
        new Thread(
            () -> {
              parent.onExit().join();
              System.exit(0);
            },
            "parent");
    watch.setDaemon(true);
    watch.start();
  }

  private int port() {
    return server.getAddress().getPort();
  }

  /** Until the last request is answered the port stays open, so that none is refused. */
  private void finish() {
    System.out.println(config.version() + " ends; requests to finish: " + inFlight.count());
    if (!inFlight.awaitNone(FINISH_WITHIN)) {
      System.out.println("requests cut off: " + inFlight.count());
    }
    server.stop(0);
    threads.shutdownNow();
    System.out.println(config.version() + " has ended");
  }
}
