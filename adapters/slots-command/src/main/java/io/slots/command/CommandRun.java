package io.slots.command;

import com.google.common.collect.ImmutableMap;
import io.slots.local.process.ProcessTree;
import io.slots.local.state.FencingTokens;
import io.slots.local.turn.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** Runs one command to its end, on the thread that asks for it. */
final class CommandRun {
  /** How long a killed process may take to be gone. */
  static final Duration KILL_LIMIT = Duration.ofSeconds(10);

  /** How often is looked for output and for the end: short beside the start of any process. */
  private static final Duration PAUSE = Duration.ofMillis(5);

  /** The JVM may be taking the rest of the output while the command ends: it needs a moment. */
  private static final int LAST_LOOKS = 4;

  private final FencingTokens tokens;
  private final Marks marks;
  private final Handover handover;
  private final Options options;

  /**
   * What holds for all commands.
   *
   * @param directory where they start
   * @param inherited what they inherit of this process's environment
   * @param timeout how long one may take
   * @param stopDeadline how long processes may take to end when they are asked
   * @param outputLimit how many bytes of its output are kept
   */
  record Options(
      Path directory,
      ImmutableMap<String, String> inherited,
      Duration timeout,
      Duration stopDeadline,
      int outputLimit) {}

  CommandRun(FencingTokens tokens, Marks marks, Handover handover, Options options) {
    this.tokens = tokens;
    this.marks = marks;
    this.handover = handover;
    this.options = options;
  }

  /**
   * Ends what is left of earlier commands for the instance, and runs this one, unless {@code turn}
   * is over; when that is over before the command has ended, the command is ended.
   *
   * @return what the command wrote
   * @throws CommandFailedException if it did not end with status 0, in time
   */
  Output run(Task task, Turn<?> turn) {
    Output output = new Output(Mask.of(task.settings().values()), options.outputLimit());
    endWhatIsLeft(task);
    if (turn.isOver()) {
      return output;
    }
    // Who brings a higher token from now on finds the process, and ends it.
    Started started = tokens.admit(task.app(), task.fencingToken(), () -> start(task));
    try {
      follow(task, turn, started.process(), started.tree(), output);
      return output;
    } finally {
      forget(task, started.mark());
    }
  }

  /** What is found under a token is of that one, or of lower ones. */
  private void endWhatIsLeft(Task task) {
    for (String mark :
        tokens.admit(task.app(), task.fencingToken(), () -> marks.of(task.instance()))) {
      end(task, Marks.tree(Optional.empty(), mark));
      forget(task, mark);
    }
  }

  private void forget(Task task, String mark) {
    handover.takeBack(task, mark);
    marks.remove(task.instance(), mark);
  }

  private record Started(Process process, String mark) {
    ProcessTree tree() {
      return Marks.tree(Optional.of(process.toHandle()), mark);
    }
  }

  private Started start(Task task) {
    String mark = marks.make(task.instance());
    try {
      return new Started(start(task, handover.handOver(task, mark), mark), mark);
    } catch (RuntimeException e) {
      forget(task, mark);
      throw e;
    }
  }

  private Process start(Task task, Handover.Handed handed, String mark) {
    ProcessBuilder builder =
        new ProcessBuilder(handed.words())
            .directory(options.directory().toFile())
            .redirectErrorStream(true);
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(options.inherited());
    environment.putAll(handed.variables());
    environment.putAll(task.variables());
    environment.put(Variables.MARK, mark);
    try {
      Process process = builder.start();
      process.getOutputStream().close(); // its standard input: there is none
      return process;
    } catch (IOException e) {
      throw new CommandFailedException(
          "the platform does not start \"" + task.words().get(0) + "\" for the " + task, e);
    }
  }

  private void follow(Task task, Turn<?> turn, Process process, ProcessTree tree, Output output) {
    long begin = System.nanoTime();
    try (InputStream written = process.getInputStream()) {
      boolean late = false;
      while (process.isAlive() && !turn.isOver() && !late) {
        if (!output.takeFrom(written)) {
          pause();
        }
        late = System.nanoTime() - begin > options.timeout().toNanos();
      }
      if (process.isAlive()) {
        end(task, tree);
        takeRest(output, written);
        throw failed(task, "was ended, for " + why(turn), -1, output);
      }
      takeRest(output, written);
    } catch (IOException e) {
      end(task, tree);
      throw new CommandFailedException("what the " + task + " writes cannot be read", e);
    }
    int status = process.exitValue();
    if (status != 0) {
      end(task, tree);
      throw failed(task, "ended with status " + status, status, output);
    }
    if (turn.isOver()) {
      end(task, tree); // Nobody wants what it has left running.
    }
  }

  private String why(Turn<?> turn) {
    return turn.isOver()
        ? "nobody waits for it any more"
        : "it took more than " + options.timeout();
  }

  private static void takeRest(Output output, InputStream written) throws IOException {
    for (int looks = 0; looks < LAST_LOOKS; looks++) {
      if (output.takeFrom(written)) {
        looks = 0;
      }
      pause();
    }
  }

  /** Ends all of {@code tree}, politely at first. */
  private void end(Task task, ProcessTree tree) {
    long begin = System.nanoTime();
    long firmly = options.stopDeadline().toNanos();
    long last = firmly + KILL_LIMIT.toNanos();
    while (!tree.end(System.nanoTime() - begin > firmly)) {
      if (System.nanoTime() - begin > last) {
        throw new CommandFailedException(
            "processes of the " + task + " are killed but still there: pids " + tree.pids(),
            -1,
            "");
      }
      pause();
    }
  }

  private static void pause() {
    LockSupport.parkNanos(PAUSE.toNanos());
  }

  static CommandFailedException failed(Task task, String what, int status, Output output) {
    return new CommandFailedException(
        "\"" + task.words().get(0) + "\" for the " + task + " " + what, status, output.masked());
  }
}
