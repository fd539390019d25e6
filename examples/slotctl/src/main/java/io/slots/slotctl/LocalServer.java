package io.slots.slotctl;

import io.slots.app.HostName;
import io.slots.operation.Limits;
import io.slots.server.ServerConfig;
import io.slots.server.SlotsServer;
import io.slots.server.arm.ArmConfig;
import io.slots.server.http.Listening;
import io.slots.server.platform.PlatformConfig;
import io.slots.server.platform.RouterConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * A server of the command's own, on loopback and on any free port, for as long as the command runs:
 * so that there is one way to do things, and a directory can be worked on where no server runs.
 */
final class LocalServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final long MEBIBYTE = 1L << 20;

  private final SlotsServer server;
  private final Path directory;

  private LocalServer(SlotsServer server, Path directory) {
    this.server = server;
    this.directory = directory;
  }

  static LocalServer on(Path directory) {
    ServerConfig config =
        new ServerConfig(
            new PlatformConfig(
                "slotctl",
                directory,
                Optional.empty(),
                Optional.empty(),
                new RouterConfig.Embedded(LOOPBACK, 0),
                Limits.defaults(),
                Duration.ofSeconds(60),
                512 * MEBIBYTE),
            new Listening(LOOPBACK, 0, Optional.empty(), MEBIBYTE, Duration.ofSeconds(30)),
            HostName.of("localhost"),
            new ArmConfig(Optional.empty(), Optional.empty(), "local"));
    try {
      return new LocalServer(SlotsServer.start(config, Clock.systemUTC()), directory);
    } catch (RuntimeException e) {
      throw new CommandException(
          ExitCodes.NO_SERVER, directory + " cannot be worked on: " + e.getMessage(), e);
    }
  }

  java.net.URI address() {
    return server.address();
  }

  String token() {
    return Token.in(directory.resolve(SlotsServer.OWNER_TOKEN));
  }

  @Override
  public void close() {
    server.close();
  }
}
