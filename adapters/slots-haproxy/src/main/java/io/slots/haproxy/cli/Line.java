package io.slots.haproxy.cli;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/** Takes commands for one process. */
interface Line extends Closeable {
  /** Sends {@code command} and returns what HAProxy says, without the end of its last line. */
  String ask(String command) throws IOException;

  /** Sends a command with a payload of lines, each of which ends with a line feed. */
  String ask(String command, String payload) throws IOException;

  /**
   * Sends commands, each without waiting for the one before, and returns what HAProxy says to each.
   * They are done in their order. No line of an answer may begin as a prompt does.
   */
  List<String> askAll(List<String> commands) throws IOException;

  /** Lets go of what it holds. */
  @Override
  void close() throws IOException;
}
