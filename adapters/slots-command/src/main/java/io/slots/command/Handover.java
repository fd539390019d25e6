package io.slots.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.slots.RefusedException;
import io.slots.app.InstanceId;
import java.nio.file.Path;
import java.util.Set;

/** Gives commands the settings, in the way that was chosen. */
record Handover(SettingsHandover way, SettingsFiles files) {
  /** The command line and the variables by which a command finds its settings. */
  record Handed(ImmutableList<String> words, ImmutableMap<String, String> variables) {}

  /**
   * Checks, before anything is touched, that it will work.
   *
   * @throws RefusedException if a name does not go into an environment file
   */
  void require(Task task) {
    if (way == SettingsHandover.ENVIRONMENT_FILE) {
      SettingsFiles.requireShellNames(task.settings().keySet());
    }
  }

  Handed handOver(Task task, String mark) {
    if (task.kind() == Task.Kind.STOP) {
      return new Handed(task.words(), ImmutableMap.of());
    }
    return switch (way) {
      case ENVIRONMENT -> new Handed(task.words(), task.settings());
      case ENVIRONMENT_FILE -> naming(files.writeEnvironment(task), task);
      case JSON_FILE -> naming(files.writeJson(task, mark), task);
    };
  }

  private static Handed naming(Path file, Task task) {
    return new Handed(
        task.words().stream()
            .map(word -> word.replace(Template.SETTINGS, file.toString()))
            .collect(ImmutableList.toImmutableList()),
        ImmutableMap.of(Variables.SETTINGS_FILE, file.toString()));
  }

  /** Takes back what only the command itself needed. */
  void takeBack(InstanceId instance, String mark) {
    files.deleteJson(instance, mark);
  }

  /** Takes back what commands needed that are under way no more: all but those of these names. */
  void takeBackAllBut(Set<String> underWay) {
    files.deleteAllJsonBut(underWay);
  }

  /** Takes back everything, for the instance is gone. */
  void forget(Task task) {
    files.deleteEnvironment(task.instance());
  }
}
