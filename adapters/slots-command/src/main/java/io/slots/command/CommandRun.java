package io.slots.command;

import com.google.common.collect.ImmutableMap;
import io.slots.app.InstanceId;
import io.slots.local.state.FencingTokens;
import io.slots.local.turn.Turn;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Runs one command to its end, on the thread that asks for it. Its mark stays until all that it
 * started is gone, or it has succeeded: what is left is then found, and ended, by the next.
 */
final class CommandRun {
  private final FencingTokens tokens;
  private final Marks marks;
  private final Handover handover;
  private final Ending ending;
  private final Options options;

  /**
   * What holds for all commands.
   *
   * @param directory where they start
   * @param inherited what they inherit of this process's environment
   * @param timeout how long one may take
   * @param outputLimit how many bytes of its output are kept
   */
  record Options(
      Path directory, ImmutableMap<String, String> inherited, Duration timeout, int outputLimit) {}

  CommandRun(FencingTokens tokens, Marks marks, Handover handover, Ending ending, Options options) {
    this.tokens = tokens;
    this.marks = marks;
    this.handover = handover;
    this.ending = ending;
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
    RunningCommand command = started.command(task, ending);
    try {
      command.follow(turn, options.timeout(), output);
    } catch (RuntimeException | Error failure) {
      also(failure, () -> handover.takeBack(task.instance(), started.mark()));
      also(failure, () -> forgetIfGone(command, task.instance(), started.mark()));
      throw failure;
    }
    forget(task.instance(), started.mark());
    return output;
  }

  /** What is found under a token is of that one, or of lower ones. */
  private void endWhatIsLeft(Task task) {
    InstanceId instance = task.instance();
    for (String mark : tokens.admit(task.app(), task.fencingToken(), () -> marks.of(instance))) {
      Optional<String> left = ending.end(Marks.tree(Optional.empty(), mark), () -> {});
      if (left.isPresent()) {
        throw new CommandFailedException(
            "the " + task + " waits for the end of an earlier command: " + left.get(), -1, "");
      }
      forget(instance, mark);
    }
  }

  /**
   * Forgets commands that are gone, as somebody died who ran them, with the settings that they were
   * handed and what was half written. To be called when a platform begins.
   */
  void sweep() {
    boolean unused =
        tokens.exclusively( // Nobody who shares the directory starts a command meanwhile.
            () -> {
              marks.removeGone();
              handover.takeBackAllBut(marks.names());
              return true;
            });
  }

  private void forget(InstanceId instance, String mark) {
    handover.takeBack(instance, mark);
    marks.remove(instance, mark);
  }

  private void forgetIfGone(RunningCommand command, InstanceId instance, String mark) {
    if (command.isGone()) {
      forget(instance, mark);
    }
  }

  /** Does one thing more after a failure, which is not hidden by another. */
  private static void also(Throwable failure, Runnable act) {
    try {
      act.run();
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
  }

  private record Started(Process process, String mark) {
    RunningCommand command(Task task, Ending ending) {
      return new RunningCommand(
          task, process, Marks.tree(Optional.of(process.toHandle()), mark), ending);
    }
  }

  private Started start(Task task) {
    String mark = marks.make(task.instance());
    try {
      return new Started(start(task, handover.handOver(task, mark), mark), mark);
    } catch (RuntimeException e) {
      also(e, () -> forget(task.instance(), mark));
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
      return builder.start();
    } catch (IOException e) {
      throw new CommandFailedException(
          "the platform does not start \"" + task.words().get(0) + "\" for the " + task, e);
    }
  }
}
