package io.slots.command;

import io.slots.local.process.ProcessTree;
import io.slots.local.turn.Turn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;

/** A command that runs, all that it started, and what it writes. For use by one thread. */
final class RunningCommand {
  /**
   * The JVM takes the rest of the output when the command ends, which needs a moment. It takes
   * nothing after that, so that there is an end to it although a daemon may go on to write.
   */
  private static final int LAST_LOOKS = 4;

  private final Task task;
  private final Process process;
  private final ProcessTree tree;
  private final Ending ending;

  RunningCommand(Task task, Process process, ProcessTree tree, Ending ending) {
    this.task = task;
    this.process = process;
    this.tree = tree;
    this.ending = ending;
  }

  /**
   * Waits until it has ended with status 0. When that has another status, takes too long, is wanted
   * by nobody any more, or the thread is interrupted, all of it is ended.
   *
   * @param output takes what it writes
   * @throws CommandFailedException if it did not end with status 0, in time; it says what is left,
   *     if something could not be ended
   */
  void follow(Turn<?> turn, Duration timeout, Output output) {
    try (InputStream written = process.getInputStream()) {
      process.getOutputStream().close(); // its standard input: there is none
      Optional<String> why = await(turn, timeout, output, written);
      int status = why.isPresent() ? -1 : process.exitValue();
      if (why.isEmpty() && status != 0) {
        why = Optional.of("ended with status " + status);
      }
      // What it has left running although nobody wanted it any more, is not wanted either.
      Optional<String> left =
          why.isPresent() || turn.isOver()
              ? ending.end(tree, () -> take(output, written))
              : Optional.empty();
      takeRest(output, written);
      if (why.isPresent() || left.isPresent()) {
        String what =
            why.orElse("ended when nobody waited for it any more")
                + left.map(text -> "; and " + text).orElse("");
        throw failed(task, what, status, output);
      }
    } catch (IOException | UncheckedIOException e) {
      String left = ending.end(tree, () -> {}).map(text -> "; and " + text).orElse("");
      throw new CommandFailedException("what the " + task + " writes cannot be read" + left, e);
    }
  }

  /** Returns why it has to be ended, if it has not ended by itself. */
  private Optional<String> await(
      Turn<?> turn, Duration timeout, Output output, InputStream written) {
    long begin = System.nanoTime();
    while (process.isAlive()) {
      if (turn.isOver()) {
        return Optional.of("was ended, for nobody waits for it any more");
      }
      if (System.nanoTime() - begin > timeout.toNanos()) {
        return Optional.of("was ended, for it took more than " + timeout);
      }
      if (Thread.currentThread().isInterrupted()) {
        return Optional.of("was ended, for its thread was interrupted");
      }
      if (!take(output, written)) {
        Ending.pause();
      }
    }
    return Optional.empty();
  }

  private static void takeRest(Output output, InputStream written) {
    int inVain = 0;
    while (inVain < LAST_LOOKS) {
      inVain = take(output, written) ? 0 : inVain + 1;
      Ending.pause();
    }
  }

  private static boolean take(Output output, InputStream written) {
    try {
      return output.takeFrom(written);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says whether nothing of it is left, after what is left was killed. Does not wait. */
  boolean isGone() {
    return ending.kill(tree);
  }

  static CommandFailedException failed(Task task, String what, int status, Output output) {
    return new CommandFailedException(
        "\"" + task.words().get(0) + "\" for the " + task + " " + what, status, output.masked());
  }
}
