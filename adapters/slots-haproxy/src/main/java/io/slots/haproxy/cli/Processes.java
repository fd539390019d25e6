package io.slots.haproxy.cli;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All processes of one HAProxy that serve requests: the worker that takes new connections, and
 * those that a reload replaced and that still have some. For one thread.
 */
public final class Processes implements AutoCloseable {
  private static final Pattern PID = Pattern.compile("(?m)^Pid: (\\d+)$");
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final CliTarget target;
  private final List<Worker> leaving = new ArrayList<>();
  private @Nullable Worker present;

  /** To the master; kept for the next list. A reload cuts it. */
  private @Nullable CliSession toMaster;

  private Processes(CliTarget target) {
    this.target = target;
  }

  /**
   * Finds all of them. While a reload is under way HAProxy takes no commands: it is tried again for
   * as long as HAProxy may keep silent.
   */
  public static Processes open(CliTarget target) throws IOException, SaidNoException {
    Processes processes = new Processes(target);
    try {
      processes.refresh();
      return processes;
    } catch (IOException | SaidNoException | RuntimeException e) {
      processes.close();
      throw e;
    }
  }

  /** The worker that takes new connections. */
  public Worker present() {
    Worker worker = present;
    if (worker == null) {
      throw new IllegalStateException("closed");
    }
    return worker;
  }

  /** The numbers of the processes, that of the present worker last. */
  public List<Long> pids() {
    List<Long> pids = new ArrayList<>();
    leaving.forEach(worker -> pids.add(worker.pid()));
    pids.add(present().pid());
    return pids;
  }

  /**
   * Looks which workers there are now, and returns those that were not there before, or not as what
   * they are now; those that ended are forgotten.
   */
  public List<Worker> refresh() throws IOException, SaidNoException {
    for (long tries = target.silence().dividedBy(PAUSE); ; tries--) {
      try {
        Optional<List<Worker>> found = look();
        if (found.isPresent()) {
          return found.get();
        }
      } catch (IOException e) {
        if (tries <= 0) {
          throw e;
        }
      }
      if (tries <= 0) {
        throw new IOException(
            "the stats socket at " + target.stats() + " is not that of the master's worker");
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Returns nothing while master and stats socket lead to different workers, amid a reload. */
  private Optional<List<Worker>> look() throws IOException, SaidNoException {
    Set<Long> leavingNow = new HashSet<>();
    Set<Long> presentNow = new HashSet<>();
    if (target.master().isPresent()) {
      list(target.master().get(), leavingNow, presentNow);
      if (isAsBefore(leavingNow, presentNow)) {
        return Optional.of(List.of());
      }
    }
    CliSession session = CliSession.open(target.stats(), target.silence());
    List<Worker> found = new ArrayList<>();
    try {
      long pid = pid(session);
      if (target.master().isPresent() && !presentNow.contains(pid)) {
        session.close();
        return Optional.empty();
      }
      Worker before = present;
      if (before == null || before.pid() != pid) {
        if (before != null) {
          before.close();
        }
        Worker worker = new Worker(pid, false, session, target.commandSize());
        present = worker;
        found.add(worker);
      } else {
        session.close();
      }
    } catch (IOException | SaidNoException e) {
      session.close();
      throw e;
    }
    leaving.removeIf(worker -> !leavingNow.remove(worker.pid()));
    for (long pid : leavingNow) {
      Line line = new MasterLine(target.master().orElseThrow(), target.silence(), pid);
      Worker worker = new Worker(pid, true, line, target.commandSize());
      leaving.add(worker);
      found.add(0, worker);
    }
    return Optional.of(found);
  }

  /** The master knows: then the stats socket need not be asked whom it leads to. */
  private boolean isAsBefore(Set<Long> leavingNow, Set<Long> presentNow) {
    Worker worker = present;
    return worker != null
        && presentNow.contains(worker.pid())
        && leaving.size() == leavingNow.size()
        && leaving.stream().allMatch(known -> leavingNow.contains(known.pid()));
  }

  private static long pid(CliSession session) throws IOException, SaidNoException {
    String said = session.ask("show info");
    Matcher pid = PID.matcher(said);
    if (!pid.find()) {
      throw new SaidNoException("show info", said);
    }
    return Long.parseLong(pid.group(1));
  }

  private void list(SocketAddress master, Set<Long> leavingNow, Set<Long> presentNow)
      throws IOException {
    String said = askMaster(master, "show proc");
    Set<Long> section = presentNow;
    for (String line : Splitter.on('\n').split(said)) {
      if (line.startsWith("#")) {
        section = line.startsWith("# old") ? leavingNow : presentNow;
      } else {
        List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(line);
        if (words.size() > 1 && words.get(1).equals("worker")) {
          section.add(Long.parseLong(words.get(0)));
        }
      }
    }
  }

  private String askMaster(SocketAddress master, String command) throws IOException {
    CliSession session = toMaster;
    if (session == null) {
      session = CliSession.open(master, target.silence());
      toMaster = session;
    }
    try {
      return session.ask(command);
    } catch (IOException e) {
      toMaster = null;
      session.close();
      throw e;
    }
  }

  /** What is done with a worker. It may be done again where it is not known to have been done. */
  public interface Action {
    /** Does it. */
    void with(Worker worker) throws IOException, SaidNoException;
  }

  /**
   * Does something with every worker: with those that are leaving first. They may end at any
   * moment, and a reload cuts the way to them: one that has ended is forgotten, one that has not is
   * tried again.
   */
  public void each(Action action) throws IOException, SaidNoException {
    for (Worker worker : List.copyOf(leaving)) {
      for (long tries = target.silence().dividedBy(PAUSE); !done(action, worker, tries); tries--) {
        LockSupport.parkNanos(PAUSE.toNanos()); // It stays in the master's list for a moment.
      }
    }
    action.with(present());
  }

  private boolean done(Action action, Worker worker, long tries)
      throws IOException, SaidNoException {
    try {
      action.with(worker);
      return true;
    } catch (IOException e) {
      if (!isLeaving(worker)) {
        leaving.remove(worker);
        return true;
      }
      if (tries <= 0 || e instanceof SocketTimeoutException) {
        throw e;
      }
      return false;
    }
  }

  private boolean isLeaving(Worker worker) throws IOException {
    Set<Long> leavingNow = new HashSet<>();
    for (long tries = target.silence().dividedBy(PAUSE); ; tries--) {
      try {
        list(target.master().orElseThrow(), leavingNow, new HashSet<>());
        return leavingNow.contains(worker.pid());
      } catch (IOException e) {
        if (tries <= 0) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }

  @Override
  public void close() throws IOException {
    Worker worker = present;
    CliSession master = toMaster;
    present = null;
    toMaster = null;
    try (master) {
      if (worker != null) {
        worker.close();
      }
    }
  }
}
