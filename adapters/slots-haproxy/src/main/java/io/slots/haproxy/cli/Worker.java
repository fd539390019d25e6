package io.slots.haproxy.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of HAProxy that serves requests, and the commands that it takes. For one thread. */
public final class Worker implements AutoCloseable {
  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();
  private static final String BARRIER = "del server slots-none/none";
  private static final Pattern VERSION = Pattern.compile("New version created: (\\d+)");
  private static final Pattern FOUND = Pattern.compile("value=\"(.*)\", type=\"");
  private static final Pattern ENTRY = Pattern.compile("0x[0-9a-f]+ (.*)");

  /**
   * Maintenance or drain, each forced, inherited or by name resolution. That it was declared {@code
   * disabled}, 4, stays set when it has been made ready.
   */
  private static final int NOT_READY = 1 | 2 | 8 | 16 | 32;

  private final long pid;
  private final boolean leaving;
  private final Line line;
  private final int commandSize;

  Worker(long pid, boolean leaving, Line line, int commandSize) {
    this.pid = pid;
    this.leaving = leaving;
    this.line = line;
    this.commandSize = commandSize;
  }

  /** The process's number. */
  public long pid() {
    return pid;
  }

  /** Says whether it was replaced in a reload and only finishes the connections that it has. */
  public boolean isLeaving() {
    return leaving;
  }

  /** Returns the value of {@code key} in the map, if there is one. */
  public Optional<String> lookUp(String map, String key) throws IOException, SaidNoException {
    String command = "get map " + map + " " + key;
    return found(command, query(command));
  }

  private static Optional<String> found(String command, String said) throws SaidNoException {
    Matcher found = FOUND.matcher(said);
    if (found.find()) {
      return Optional.of(found.group(1));
    }
    if (said.contains("found=no")) {
      return Optional.empty();
    }
    throw new SaidNoException(command, said.strip());
  }

  /** Returns the entries that are in force. */
  public List<MapEntry> entries(String map) throws IOException, SaidNoException {
    return dump("show map " + map);
  }

  /** Returns the entries of a version that was prepared. */
  public List<MapEntry> entries(String map, long version) throws IOException, SaidNoException {
    return dump("show map @" + version + " " + map);
  }

  private List<MapEntry> dump(String command) throws IOException, SaidNoException {
    String said = query(command);
    ImmutableList.Builder<MapEntry> entries = ImmutableList.builder();
    for (String shown : LINES.split(said)) {
      Matcher entry = ENTRY.matcher(shown);
      if (!entry.matches()) {
        throw new SaidNoException(command, said.strip());
      }
      entries.add(MapEntry.parse(entry.group(1)));
    }
    return entries.build();
  }

  /** Begins a new version of the map, which nobody sees before it is committed. */
  public long prepare(String map) throws IOException, SaidNoException {
    String command = "prepare map " + map;
    String said = query(command);
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new SaidNoException(command, said.strip());
    }
    return Long.parseLong(version.group(1));
  }

  /** Adds entries to a version that was prepared, in as many commands as that takes. */
  public void add(String map, long version, List<MapEntry> entries)
      throws IOException, SaidNoException {
    String command = "add map @" + version + " " + map;
    int room = commandSize - command.length() - 8;
    StringBuilder payload = new StringBuilder();
    int bytes = 0;
    for (MapEntry entry : entries) {
      String text = entry.line() + "\n";
      int length = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes + length > room && bytes > 0) {
        requireNothing(command, line.ask(command, payload.toString()));
        payload.setLength(0);
        bytes = 0;
      }
      payload.append(text);
      bytes += length;
    }
    requireNothing(command, line.ask(command, payload.toString()));
  }

  /** Puts a version into force: all its entries, and none of any other, at one instant. */
  public void commit(String map, long version) throws IOException, SaidNoException {
    order("commit map @" + version + " " + map);
  }

  /** Throws a version away that was prepared. */
  public void abandon(String map, long version) throws IOException, SaidNoException {
    order("clear map @" + version + " " + map);
  }

  /** Returns the servers of a backend, and where they are: {@code 10.0.0.7:8080}. */
  public Map<String, ServerState> servers(String backend) throws IOException, SaidNoException {
    String command = "show servers state " + backend;
    String said = query(command);
    List<String> lines = LINES.splitToList(said);
    if (lines.size() < 2 || !lines.get(1).startsWith("# ")) {
      throw new SaidNoException(command, said.strip());
    }
    List<String> names = WORDS.splitToList(lines.get(1).substring(2));
    ImmutableMap.Builder<String, ServerState> servers = ImmutableMap.builder();
    for (String shown : lines.subList(2, lines.size())) {
      List<String> fields = WORDS.splitToList(shown);
      servers.put(
          fields.get(names.indexOf("srv_name")),
          new ServerState(
              fields.get(names.indexOf("srv_addr")),
              Integer.parseInt(fields.get(names.indexOf("srv_port"))),
              (Integer.parseInt(fields.get(names.indexOf("srv_admin_state"))) & NOT_READY) == 0));
    }
    return servers.buildOrThrow();
  }

  /**
   * A server as it is.
   *
   * @param address its IP address
   * @param port its port
   * @param ready whether it is neither in maintenance nor drained
   */
  public record ServerState(String address, int port, boolean ready) {}

  /** Adds a server to a backend; it gets nothing before {@link #ready}. */
  public void addServer(String server, String options) throws IOException, SaidNoException {
    String command = "add server " + server + " " + options;
    String said = query(command);
    if (!said.contains("New server registered")) {
      throw new SaidNoException(command, said.strip());
    }
  }

  /** Gives a server that was declared another address. */
  public void moveServer(String server, String address, int port)
      throws IOException, SaidNoException {
    String command = "set server " + server + " addr " + address + " port " + port;
    String said = query(command);
    if (!said.isBlank() && !said.contains("changed") && !said.contains("no need to change")) {
      throw new SaidNoException(command, said.strip());
    }
  }

  /** Has a server get requests. */
  public void ready(String server) throws IOException, SaidNoException {
    order("set server " + server + " state ready");
  }

  /** Has a server get no requests; those that it has it finishes. */
  public void maintain(String server) throws IOException, SaidNoException {
    order("set server " + server + " state maint");
  }

  /** Removes a server that is in maintenance and has no connection. */
  public void deleteServer(String server) throws IOException, SaidNoException {
    String command = "del server " + server;
    String said = query(command);
    if (!said.contains("Server deleted")) {
      throw new SaidNoException(command, said.strip());
    }
  }

  /** Counts what a backend has under way; nothing, if there is no such backend. */
  public Sessions sessions(String backend) throws IOException {
    return Sessions.parse(query("show stat " + backend + " 6 -1"));
  }

  /**
   * Returns when every thread of the process has come to rest once. Whoever looked something up in
   * a map before the call has used by then what was found, and is counted where it went.
   *
   * <p>{@code del server} isolates its thread, that is, waits until all others rest, before it
   * looks whether there is such a server. There is none of this name.
   */
  public void barrier() throws IOException {
    query(BARRIER);
  }

  /** As {@link #barrier} and then {@link #lookUp}, in one round trip. */
  public Optional<String> lookUpAfterBarrier(String map, String key)
      throws IOException, SaidNoException {
    String command = "get map " + map + " " + key;
    List<String> said = line.askAll(ImmutableList.of(BARRIER, command));
    for (String one : said) {
      requireSomething(one);
    }
    return found(command, said.get(1));
  }

  /**
   * Sends a command that is answered. The master says nothing for a worker that has just ended: so
   * nothing is no answer.
   */
  private String query(String command) throws IOException {
    String said = line.ask(command);
    requireSomething(said);
    return said;
  }

  private void requireSomething(String said) throws EOFException {
    if (leaving && said.isBlank()) {
      throw new EOFException("HAProxy's process " + pid + " gave no answer; it was leaving");
    }
  }

  /**
   * Sends a command that HAProxy does without a word. Of a worker that is leaving it must be asked
   * afterwards whether it did.
   */
  private void order(String command) throws IOException, SaidNoException {
    requireNothing(command, line.ask(command));
  }

  private static void requireNothing(String command, String said) throws SaidNoException {
    if (!said.isBlank()) {
      throw new SaidNoException(command, said.strip());
    }
  }

  @Override
  public void close() throws IOException {
    line.close();
  }
}
