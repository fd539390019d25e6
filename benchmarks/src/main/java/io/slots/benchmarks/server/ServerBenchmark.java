package io.slots.benchmarks.server;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * 500 management requests a second on a store of 1,000 apps. Requests come when their time has
 * come, whether those before are answered or not, and are timed from then: a server that lags shows
 * it.
 */
public final class ServerBenchmark {
  private static final int APPS = 1_000;
  private static final int THREADS = 64;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final ServerProcess server;
  private final AtomicInteger errors = new AtomicInteger();

  private ServerBenchmark(ServerProcess server) {
    this.server = server;
  }

  /** Runs it; arguments are requests a second, and seconds. */
  public static void main(String[] args) throws IOException, InterruptedException {
    int rate = args.length > 0 ? Integer.parseInt(args[0]) : 500;
    int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 60;
    Path directory = Files.createTempDirectory("slots-server-benchmark");
    try (ServerProcess server = ServerProcess.start(directory)) {
      new ServerBenchmark(server).run(rate, seconds);
    } finally {
      try (Stream<Path> all = Files.walk(directory)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private void run(int rate, int seconds) throws InterruptedException {
    long began = System.nanoTime();
    fill();
    System.out.printf("%,d apps made in %.1f s%n", APPS, (System.nanoTime() - began) / 1e9);
    load(rate, Math.max(1, seconds / 4));
    errors.set(0);
    double cpu = server.cpuSeconds();
    Histogram times = load(rate, seconds);
    System.out.printf(
        "%,d requests, %d a second wanted, %d errors; ms from when they were due: p50 %.1f, p90 %.1f,"
            + " p99 %.1f, p99.9 %.1f, most %.1f; %.2f ms of the server's CPU each%n",
        times.getTotalCount(),
        rate,
        errors.get(),
        times.getValueAtPercentile(50) / 1e3,
        times.getValueAtPercentile(90) / 1e3,
        times.getValueAtPercentile(99) / 1e3,
        times.getValueAtPercentile(99.9) / 1e3,
        times.getMaxValue() / 1e3,
        (server.cpuSeconds() - cpu) * 1e3 / times.getTotalCount());
    if (errors.get() > 0) {
      throw new IllegalStateException(errors.get() + " requests were not answered as they should");
    }
  }

  private void fill() throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    for (int i = 0; i < APPS; i++) {
      String app = app(i);
      threads.execute(
          () -> {
            send("POST", "/api/v1/apps", "{\"name\":\"" + app + "\"}");
            send("POST", "/api/v1/apps/" + app + "/slots", "{\"name\":\"staging\"}");
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(10, TimeUnit.MINUTES)) {
      throw new IllegalStateException("the apps were not made in time");
    }
    if (errors.get() > 0) {
      throw new IllegalStateException(errors.get() + " apps were not made");
    }
  }

  private static String app(int number) {
    return "app-" + number;
  }

  private Histogram load(int rate, int seconds) throws InterruptedException {
    ConcurrentHistogram times = new ConcurrentHistogram(3);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    Random random = new Random(7);
    long start = System.nanoTime();
    for (int i = 0; i < rate * seconds; i++) {
      long due = start + i * 1_000_000_000L / rate;
      LockSupport.parkNanos(due - System.nanoTime());
      Call call = Call.draw(random);
      String path = String.format(call.path(), app(random.nextInt(APPS)));
      String body = call.body().replace("#", String.valueOf(i));
      threads.execute(
          () -> {
            send(call.method(), path, body);
            times.recordValue((System.nanoTime() - due) / 1_000);
          });
    }
    threads.shutdown();
    if (!threads.awaitTermination(5, TimeUnit.MINUTES)) {
      throw new IllegalStateException("not all requests were answered");
    }
    return times;
  }

  private void send(String method, String path, String body) {
    HttpRequest request =
        HttpRequest.newBuilder(server.address().resolve(path))
            .header("Authorization", "Bearer " + server.token())
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      int status = client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
      if (status >= 300) {
        errors.incrementAndGet();
        System.err.println(status + " to " + method + " " + path);
      }
    } catch (IOException e) {
      errors.incrementAndGet();
      System.err.println(e + " to " + method + " " + path);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      errors.incrementAndGet();
    }
  }
}
