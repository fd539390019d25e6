package io.slots.process;

import com.google.common.collect.ImmutableList;
import io.slots.SlotsException;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.state.DurableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The records of the processes, a file for each instance. */
final class Records {
  private static final String SUFFIX = ".properties";

  private final Path directory;

  Records(Path directory) {
    this.directory = directory;
  }

  /** Writes a record in the place of the instance's one before; when it returns, it is durable. */
  void write(ProcessRecord record) {
    Path file = file(record.instance());
    try {
      DurableFile.write(file, record.toText().getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new StateDirectoryException(
          "cannot write " + file + ", so that no process is started that nobody would find", e);
    }
  }

  /** Removes the record of a process that is gone. */
  void delete(InstanceId instance) {
    Path file = file(instance);
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new StateDirectoryException("cannot delete " + file, e);
    }
  }

  /**
   * Returns all records, and clears away what a crash left of writes that did not take place.
   *
   * @throws StateDirectoryException if any of them is torn or was altered (S9.6)
   */
  ImmutableList<ProcessRecord> readAll() {
    ImmutableList.Builder<ProcessRecord> records = ImmutableList.builder();
    try {
      DurableFile.sweep(directory);
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          records.add(read(file));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      throw new StateDirectoryException("cannot read the records in " + directory, e);
    }
    return records.build();
  }

  private ProcessRecord read(Path file) throws IOException {
    String problem;
    Exception cause;
    try {
      ProcessRecord record = ProcessRecord.parse(Files.readString(file, StandardCharsets.UTF_8));
      if (file(record.instance()).equals(file)) {
        return record;
      }
      problem = "it tells of instance " + record.instance();
      cause = new IllegalArgumentException(problem);
    } catch (IllegalArgumentException
        | SlotsException
        | java.nio.charset.CharacterCodingException e) {
      problem = String.valueOf(e.getMessage());
      cause = e;
    }
    throw new StateDirectoryException(
        "the record "
            + file
            + " is damaged: "
            + problem
            + ". Nothing was ended. If the process that it tells of runs, end it by hand; then"
            + " delete the file",
        cause);
  }

  private Path file(InstanceId instance) {
    return directory.resolve(instance + SUFFIX);
  }
}
