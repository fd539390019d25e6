package io.slots.command;

import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import io.slots.RefusedException;
import io.slots.local.StateDirectoryException;
import io.slots.local.process.InheritedVariables;
import io.slots.local.process.SettingVariables;
import io.slots.local.state.FencingTokens;
import io.slots.local.state.OwnerOnly;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Builds a {@link CommandPlatform}. For use by one thread. */
public final class CommandPlatformBuilder {
  private static final ImmutableSet<String> INHERITED =
      ImmutableSet.of("PATH", "HOME", "USER", "LANG", "LC_*", "TZ", "TMPDIR", "SSH_AUTH_SOCK");
  private static final int MOST_COMMANDS = 1000;
  private static final int MOST_OUTPUT = 1 << 20;

  private final Path directory;
  private @Nullable Template restart;
  private @Nullable Template start;
  private @Nullable Template stop;
  private @Nullable InstanceAddress addresses;
  private @Nullable Executor executor;
  private SettingsHandover settings = SettingsHandover.ENVIRONMENT;
  private Path workingDirectory = Path.of("").toAbsolutePath();
  private Set<String> inherited = INHERITED;
  private Duration timeout = Duration.ofSeconds(230);
  private Duration stopDeadline = Duration.ofSeconds(10);
  private int concurrency = 8;
  private int outputLimit = 4096;

  CommandPlatformBuilder(Path directory) {
    this.directory = directory;
  }

  /**
   * The command that restarts an instance: program, then arguments. Required.
   *
   * @throws RefusedException if it has a placeholder that does not exist
   */
  public CommandPlatformBuilder restart(String... words) {
    this.restart = Template.of(List.of(words));
    return this;
  }

  /**
   * The command that starts an instance, which may be a new one; that of {@link #restart} unless
   * said otherwise.
   *
   * @throws RefusedException if it has a placeholder that does not exist
   */
  public CommandPlatformBuilder start(String... words) {
    this.start = Template.of(List.of(words));
    return this;
  }

  /**
   * The command that ends an instance for good. Without it no instance can be ended.
   *
   * @throws RefusedException if it has a placeholder that does not exist
   */
  public CommandPlatformBuilder stop(String... words) {
    this.stop = Template.of(List.of(words));
    return this;
  }

  /** Where new instances listen, if that is known before they start. */
  public CommandPlatformBuilder addresses(InstanceAddress addresses) {
    this.addresses = addresses;
    return this;
  }

  /** How a command gets the settings; {@link SettingsHandover#ENVIRONMENT}. */
  public CommandPlatformBuilder settings(SettingsHandover settings) {
    this.settings = settings;
    return this;
  }

  /** The directory in which commands start; this process's own unless said otherwise. */
  public CommandPlatformBuilder workingDirectory(Path workingDirectory) {
    this.workingDirectory = workingDirectory.toAbsolutePath();
    return this;
  }

  /**
   * Which variables of this process's environment commands inherit, where {@code *} at the end
   * stands for anything; in the place of {@code PATH HOME USER LANG LC_* TZ TMPDIR SSH_AUTH_SOCK}.
   */
  public CommandPlatformBuilder inherit(String... names) {
    this.inherited = ImmutableSet.copyOf(names);
    return this;
  }

  /**
   * How long a command may take before it is ended; 230 s, the time that Azure gives a container to
   * start.
   *
   * @throws RefusedException unless it is more than zero and at most 30 days
   */
  public CommandPlatformBuilder timeout(Duration timeout) {
    this.timeout = inRange("time-out", timeout);
    return this;
  }

  /**
   * How long a command that is ended may take to end when it is asked, before it is killed; 10 s.
   *
   * @throws RefusedException unless it is more than zero and at most 30 days
   */
  public CommandPlatformBuilder stopDeadline(Duration stopDeadline) {
    this.stopDeadline = inRange("stop deadline", stopDeadline);
    return this;
  }

  /**
   * How many commands may run at once; 8. The others wait, and the time-out does not count yet.
   *
   * @throws RefusedException unless it is 1 to 1,000
   */
  public CommandPlatformBuilder concurrency(int concurrency) {
    if (concurrency < 1 || concurrency > MOST_COMMANDS) {
      throw Template.refused(concurrency + " commands at once", "1 to " + MOST_COMMANDS);
    }
    this.concurrency = concurrency;
    return this;
  }

  /**
   * How many bytes a failure holds of a command's output, counted from its end; 4,096.
   *
   * @throws RefusedException unless it is 0 to 1,048,576
   */
  public CommandPlatformBuilder outputLimit(int bytes) {
    if (bytes < 0 || bytes > MOST_OUTPUT) {
      throw Template.refused("an output limit of " + bytes + " bytes", "0 to " + MOST_OUTPUT);
    }
    this.outputLimit = bytes;
    return this;
  }

  /**
   * Runs commands, one thread each, and what blocks for a short time. Must not run a task on the
   * thread that hands it over, must have threads for as many commands as may run at once and two
   * more, and is not closed. Whoever interrupts its threads ends the commands. Unless said
   * otherwise the platform has its own.
   */
  public CommandPlatformBuilder executor(Executor executor) {
    this.executor = executor;
    return this;
  }

  /**
   * Makes the directory, clears away what crashes left there of settings, and returns the platform.
   *
   * @throws IllegalStateException if {@link #restart} is missing
   * @throws RefusedException if a command names a settings file, and there is none
   * @throws StateDirectoryException if the directory cannot be used
   */
  public CommandPlatform build() {
    Template restarting = restart;
    if (restarting == null) {
      throw new IllegalStateException("restart(…) is required");
    }
    Template starting = start == null ? restarting : start;
    requireFile(restarting);
    requireFile(starting);
    Path real = directory.toAbsolutePath().normalize();
    try {
      OwnerOnly.makeDirectory(real);
      Handover handover = new Handover(settings, new SettingsFiles(real.resolve("settings")));
      Marks marks = new Marks(real.resolve("commands"));
      Tasks tasks =
          new Tasks(
              restarting,
              starting,
              Optional.ofNullable(stop),
              Optional.ofNullable(addresses),
              new SettingVariables(Variables.RESERVED, SettingVariables.platformCharset()),
              handover);
      return platform(tasks, marks, FencingTokens.in(real.resolve("tokens")));
    } catch (IOException e) {
      throw new StateDirectoryException("cannot use " + real + " as state directory", e);
    }
  }

  private CommandPlatform platform(Tasks tasks, Marks marks, FencingTokens tokens) {
    CommandRun.Options options =
        new CommandRun.Options(
            workingDirectory,
            InheritedVariables.of(inherited, System.getenv()),
            timeout,
            outputLimit);
    CommandRun commands =
        new CommandRun(tokens, marks, tasks.handover(), Ending.within(stopDeadline), options);
    try {
      commands.sweep();
    } catch (RuntimeException e) {
      tokens.close();
      throw e;
    }
    return platform(tasks, commands, tokens);
  }

  private CommandPlatform platform(Tasks tasks, CommandRun commands, FencingTokens tokens) {
    long closeLimit = stopDeadline.plus(Ending.KILL_LIMIT).multipliedBy(2).toMillis();
    Executor given = executor;
    if (given != null) {
      return new CommandPlatform(tasks, commands, tokens, concurrency, closeLimit, given, () -> {});
    }
    ExecutorService own =
        Executors.newCachedThreadPool(
            new ThreadFactoryBuilder().setNameFormat("slots-command-%d").setDaemon(true).build());
    return new CommandPlatform(
        tasks, commands, tokens, concurrency, closeLimit, own, own::shutdown);
  }

  private void requireFile(Template template) {
    if (template.names(Template.SETTINGS) && settings == SettingsHandover.ENVIRONMENT) {
      throw Template.refused(
          Template.SETTINGS + " where settings are handed over as environment",
          "settings(…) with a file");
    }
  }

  private static Duration inRange(String name, Duration value) {
    if (value.isZero() || value.isNegative() || value.compareTo(Duration.ofDays(30)) > 0) {
      throw Template.refused(name + " of " + value, "more than zero, 30 days at most");
    }
    return value;
  }
}
