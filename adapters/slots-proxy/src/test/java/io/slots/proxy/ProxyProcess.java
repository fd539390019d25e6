package io.slots.proxy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.proxy.admission.Tables;
import io.slots.spi.Call;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * A process that holds a proxy: it tells the port, and then each generation of the app {@code shop}
 * that it was told is in force, whose production changes its instance with each; until it is
 * killed.
 */
final class ProxyProcess implements AutoCloseable {
  private final Process process;
  private final BufferedReader told;

  private ProxyProcess(Process process) {
    this.process = process;
    told = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }

  /**
   * Starts it.
   *
   * @param tables how many tables it publishes, one after another; no end if it is negative
   */
  static ProxyProcess start(Path directory, int tables, Instance blue, Instance green)
      throws IOException {
    return new ProxyProcess(
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path", "")),
                ProxyProcess.class.getName(),
                directory.toString(),
                Integer.toString(tables),
                blue.address().toString(),
                green.address().toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start());
  }

  /** Waits for the next number that it tells. */
  long next() throws IOException {
    String line = told.readLine();
    if (line == null) {
      throw new AssertionError("the process has ended, with status " + process.exitValue());
    }
    return Long.parseLong(line);
  }

  /** Kills it, and returns what it told last; {@code before} if that is nothing new. */
  long kill(long before) throws IOException, InterruptedException {
    // By its handle: the process itself would close what was told with it.
    boolean asked = process.toHandle().destroyForcibly();
    int status = process.waitFor();
    if (!asked) {
      throw new AssertionError("it had ended by itself, with status " + status);
    }
    long last = before;
    List<String> lines = told.lines().toList();
    // A line may be torn, but for its end nobody was told anything.
    for (String line : lines.subList(0, Math.max(0, lines.size() - 1))) {
      last = Long.parseLong(line);
    }
    return last;
  }

  @Override
  public void close() {
    Process unused = process.destroyForcibly();
  }

  public static void main(String[] args) throws InterruptedException {
    PrintStream out = new PrintStream(System.out, true, UTF_8);
    int tables = Integer.parseInt(args[1]);
    Instance blue = Instance.of("blue", args[2]);
    Instance green = Instance.of("green", args[3]);
    try (EmbeddedProxy proxy = EmbeddedProxy.builder().directory(Path.of(args[0])).start()) {
      out.println(proxy.port());
      for (long number = 1; number <= tables || tables < 0; number++) {
        boolean even = number % 2 == 0;
        RoutingTable table =
            Tables.of("shop", 5, number)
                .production(even ? green : blue)
                .slot("staging", even ? blue : green)
                .build();
        RoutesAnswer answer = proxy.publish(table, call(5)).toCompletableFuture().join();
        if (!(answer instanceof RoutesAnswer.InForce)) {
          throw new IllegalStateException(answer.toString());
        }
        out.println(number);
      }
      Object unused = proxy.fence(AppName.of("shop"), call(7)).toCompletableFuture().join();
      out.println(7);
      Thread.currentThread().join(); // until it is killed
    }
  }

  private static Call call(long fencingToken) {
    return new Call(OperationId.of("op-1"), 1, fencingToken);
  }
}
