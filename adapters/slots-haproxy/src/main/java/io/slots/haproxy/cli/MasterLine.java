package io.slots.haproxy.cli;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes commands for a worker that is leaving, by way of the master. Each has a connection of its
 * own, for the master has no more than ten, and there may be more workers than that.
 */
final class MasterLine implements Line {
  private final SocketAddress master;
  private final Duration silence;
  private final long pid;

  MasterLine(SocketAddress master, Duration silence, long pid) {
    this.master = master;
    this.silence = silence;
    this.pid = pid;
  }

  @Override
  public String ask(String command) throws IOException {
    try (CliSession session = open()) {
      return session.ask(command);
    }
  }

  @Override
  public String ask(String command, String payload) throws IOException {
    try (CliSession session = open()) {
      return session.ask(command, payload);
    }
  }

  /** One after another: the master hands each on, and waits for the answer. */
  @Override
  public List<String> askAll(List<String> commands) throws IOException {
    List<String> answers = new ArrayList<>();
    try (CliSession session = open()) {
      for (String command : commands) {
        answers.add(session.ask(command));
      }
    }
    return answers;
  }

  private CliSession open() throws IOException {
    CliSession session = CliSession.open(master, silence);
    try {
      session.ask("@!" + pid);
      if (!session.prompt().startsWith(Long.toString(pid))) {
        throw new EOFException("HAProxy's process " + pid + " has ended");
      }
      return session;
    } catch (IOException e) {
      session.close();
      throw e;
    }
  }

  @Override
  public void close() {}
}
