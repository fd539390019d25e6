package io.slots.haproxy.cli;

import java.io.Closeable;
import java.io.IOException;

/** Takes commands for one process. */
interface Line extends Closeable {
  /** Sends {@code command} and returns what HAProxy says, without the end of its last line. */
  String ask(String command) throws IOException;

  /** Sends a command with a payload of lines, each of which ends with a line feed. */
  String ask(String command, String payload) throws IOException;

  /** Lets go of what it holds. */
  @Override
  void close() throws IOException;
}
