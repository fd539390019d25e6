package io.slots.server.platform;

import java.nio.file.Path;
import java.util.Optional;

/** What routes requests to instances. */
public sealed interface RouterConfig {
  /**
   * A proxy in this process.
   *
   * @param host the address it listens on
   * @param port the port; 0 for any that is free
   */
  record Embedded(String host, int port) implements RouterConfig {}

  /**
   * HAProxy, which somebody else starts and ends.
   *
   * @param directory the state directory
   * @param statsSocket the worker's socket
   * @param masterSocket the master's socket
   */
  record Haproxy(Path directory, Path statsSocket, Optional<Path> masterSocket)
      implements RouterConfig {}
}
