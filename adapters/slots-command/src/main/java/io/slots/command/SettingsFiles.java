package io.slots.command;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.state.DurableFile;
import io.slots.local.state.OwnerOnly;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Files with the settings of instances, which their owner alone may read. */
final class SettingsFiles {
  private static final Pattern SHELL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Pattern SPECIAL = Pattern.compile("[\"\\\\`$]");
  private static final JsonFactory JSON = new JsonFactory();
  private static final String JSON_SUFFIX = ".json";

  private final Path directory;

  SettingsFiles(Path directory) throws IOException {
    OwnerOnly.makeDirectory(directory);
    this.directory = directory;
  }

  /**
   * Checks that {@link #writeEnvironment} will be able to write these.
   *
   * @throws RefusedException if a name is not one that a shell accepts
   */
  static void requireShellNames(Iterable<String> names) {
    for (String name : names) {
      if (!SHELL_NAME.matcher(name).matches()) {
        throw new RefusedException(
            Rule.of(3, 1),
            "setting " + name + " in an environment file",
            "a name of letters, digits and _, that starts with no digit; or another handover");
      }
    }
  }

  /** Returns {@code value} as an environment file has it between double quotes. */
  static String escaped(String value) {
    return SPECIAL.matcher(value).replaceAll("\\\\$0");
  }

  Path writeEnvironment(Task task) {
    StringBuilder lines = new StringBuilder();
    task.settings()
        .forEach(
            (name, value) ->
                lines.append(name).append("=\"").append(escaped(value)).append("\"\n"));
    return write(environment(task.instance()), lines.toString().getBytes(StandardCharsets.UTF_8));
  }

  Path writeJson(Task task, String mark) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      Map<String, String> about = task.variables();
      json.writeStartObject();
      json.writeStringField("app", about.get(Variables.APP));
      json.writeStringField("slot", about.get(Variables.SLOT));
      json.writeStringField("instance", task.instance().value());
      json.writeObjectFieldStart("content");
      json.writeStringField("id", about.get(Variables.CONTENT_ID));
      json.writeStringField("version", about.get(Variables.CONTENT_VERSION));
      json.writeStringField("location", about.get(Variables.CONTENT_LOCATION));
      json.writeEndObject();
      json.writeObjectFieldStart("settings");
      for (Map.Entry<String, String> setting : task.settings().entrySet()) {
        json.writeStringField(setting.getKey(), setting.getValue());
      }
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      throw new StateDirectoryException("cannot write settings of " + task.instance(), e);
    }
    return write(json(task.instance(), mark), bytes.toByteArray());
  }

  private static Path write(Path file, byte[] bytes) {
    try {
      DurableFile.writeOwnerOnly(file, bytes);
      return file;
    } catch (IOException e) {
      throw new StateDirectoryException("cannot write " + file, e);
    }
  }

  void deleteJson(InstanceId instance, String mark) {
    delete(json(instance, mark));
  }

  /**
   * Deletes what was half written, and the JSON files of all commands but those with these {@link
   * Marks#names}. Nobody may be writing.
   */
  void deleteAllJsonBut(Set<String> kept) {
    try {
      DurableFile.sweep(directory);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + JSON_SUFFIX)) {
        for (Path file : files) {
          String name = file.getFileName().toString();
          if (!kept.contains(name.substring(0, name.length() - JSON_SUFFIX.length()))) {
            delete(file);
          }
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new StateDirectoryException("cannot clear away old settings in " + directory, e);
    }
  }

  void deleteEnvironment(InstanceId instance) {
    delete(environment(instance));
  }

  private static void delete(Path file) {
    try {
      boolean unused = Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot delete " + file, e);
    }
  }

  private Path environment(InstanceId instance) {
    return directory.resolve(instance + ".env");
  }

  private Path json(InstanceId instance, String mark) {
    return directory.resolve(Marks.name(instance, mark) + JSON_SUFFIX);
  }
}
