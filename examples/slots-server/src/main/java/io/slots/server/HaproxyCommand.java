package io.slots.server;

import io.slots.haproxy.HaproxyConfig;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes what an HAProxy is started with, so that it routes for the server. */
@Command(
    name = "haproxy",
    mixinStandardHelpOptions = true,
    description =
        "Writes the configuration of an HAProxy that routes for the server, and prints how both are"
            + " started.")
final class HaproxyCommand implements Callable<Integer> {
  @Option(
      names = "--haproxy-directory",
      required = true,
      description = "Where its configuration, its routes and its sockets are kept.")
  private Path directory = Path.of("");

  @Option(
      names = "--bind",
      defaultValue = "127.0.0.1:8080",
      description = "Where it listens, as its \"bind\" has it; ${DEFAULT-VALUE}.")
  private String bind = "127.0.0.1:8080";

  @Override
  public Integer call() throws IOException {
    Path home = Files.createDirectories(directory).toRealPath();
    HaproxyConfig config =
        HaproxyConfig.of(home.resolve("state"), home.resolve("worker.sock"), bind);
    config.writeTo(home.resolve("haproxy.cfg"));
    PrintStream out = new PrintStream(System.out, true, Charset.defaultCharset());
    out.printf(
        "haproxy -W -S %1$s/master.sock,mode,600 -f %1$s/haproxy.cfg -f %2$s%n",
        home, config.backendsFile());
    out.printf(
        "slots-server --haproxy-directory %1$s/state --haproxy-socket %1$s/worker.sock"
            + " --haproxy-master %1$s/master.sock%n",
        home);
    return CommandLine.ExitCode.OK;
  }
}
