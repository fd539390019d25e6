package io.slots.haproxy.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All processes of one HAProxy that serve requests: the worker that takes new connections, and
 * those that a reload replaced and that still have some. For one thread.
 */
public final class Processes implements AutoCloseable {
  private static final Pattern PID = Pattern.compile("(?m)^Pid: (\\d+)$");
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final CliTarget target;
  private CliSession session;
  private final List<Worker> workers = new ArrayList<>();

  private Processes(CliTarget target, CliSession session) {
    this.target = target;
    this.session = session;
  }

  /**
   * Connects to all of them. While a reload is under way HAProxy takes no commands: it is tried
   * again for as long as HAProxy may keep silent.
   */
  public static Processes open(CliTarget target) throws IOException, SaidNoException {
    Processes processes = new Processes(target, connect(target));
    try {
      processes.refresh();
      return processes;
    } catch (IOException | SaidNoException | RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  private static CliSession connect(CliTarget target) throws IOException {
    for (long tries = target.silence().dividedBy(PAUSE); ; tries--) {
      try {
        return CliSession.open(target);
      } catch (IOException e) {
        if (tries <= 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  /** The workers, the present one last, so that it is the last to learn of anything. */
  public List<Worker> workers() {
    return List.copyOf(workers);
  }

  /**
   * Looks which workers there are now, and returns those that were not there before; those that
   * ended are forgotten.
   */
  public List<Worker> refresh() throws IOException, SaidNoException {
    Map<Long, Boolean> present = list();
    List<Worker> gone =
        workers.stream()
            .filter(
                worker -> !Boolean.valueOf(worker.isLeaving()).equals(present.get(worker.pid())))
            .toList();
    for (Worker worker : gone) {
      workers.remove(worker);
      worker.close();
    }
    List<Worker> found = new ArrayList<>();
    for (Map.Entry<Long, Boolean> process : present.entrySet()) {
      long pid = process.getKey();
      if (workers.stream().noneMatch(worker -> worker.pid() == pid)) {
        connectTo(pid, process.getValue(), found);
      }
    }
    workers.addAll(found);
    workers.sort((a, b) -> Boolean.compare(b.isLeaving(), a.isLeaving()));
    if (workers.isEmpty() || workers.get(workers.size() - 1).isLeaving()) {
      throw new IOException("HAProxy has no worker that takes new connections, at " + target);
    }
    return found;
  }

  /** Forgets a worker that does not answer; if it is there still, {@link #refresh} finds it. */
  public void forget(Worker worker) throws IOException {
    workers.remove(worker);
    worker.close();
  }

  private void connectTo(long pid, boolean leaving, List<Worker> found) throws IOException {
    CliSession to = connect(target);
    if (target.master()) {
      to.ask("@!" + pid);
      if (!to.prompt().startsWith(Long.toString(pid))) {
        to.close(); // It ended since it was listed.
        return;
      }
    }
    found.add(new Worker(pid, leaving, to, target.commandSize()));
  }

  /** Lists the processes, and whether they are leaving. */
  private Map<Long, Boolean> list() throws IOException, SaidNoException {
    String command = target.master() ? "show proc" : "show info";
    String said = askAnew(command);
    if (!target.master()) {
      Matcher pid = PID.matcher(said);
      if (!pid.find()) {
        throw new SaidNoException(command, said);
      }
      return Map.of(Long.parseLong(pid.group(1)), false);
    }
    ImmutableMap.Builder<Long, Boolean> processes = ImmutableMap.builder();
    boolean leaving = false;
    for (String line : Splitter.on('\n').split(said)) {
      if (line.startsWith("#")) {
        leaving = line.startsWith("# old");
      } else {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
        if (words.size() > 1 && words.get(1).equals("worker")) {
          processes.put(Long.parseLong(words.get(0)), leaving);
        }
      }
    }
    return processes.buildOrThrow();
  }

  /**
   * Asks on a new connection where the old one is gone, for a reload closes the master's; and
   * always where there is no master, for the old one leads to the old process.
   */
  private String askAnew(String command) throws IOException {
    if (!target.master()) {
      session.close();
      session = connect(target);
    }
    try {
      return session.ask(command);
    } catch (IOException e) {
      session.close();
      session = connect(target);
      return session.ask(command);
    }
  }

  @Override
  public void close() throws IOException {
    session.close();
    for (Worker worker : workers) {
      worker.close();
    }
  }
}
