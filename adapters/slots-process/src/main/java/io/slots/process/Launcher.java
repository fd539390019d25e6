package io.slots.process;

import com.google.common.base.CharMatcher;
import io.slots.app.InstanceId;
import io.slots.local.StateDirectoryException;
import io.slots.local.process.ProcessIdentity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Starts processes, and writes each down before it can be lost: first that one will be started,
 * with the start id by which it can be found; then which one it is.
 */
final class Launcher {
  private final StateDirectory directory;
  private final Path workingDirectory;
  private final Clock clock;

  Launcher(StateDirectory directory, Path workingDirectory, Clock clock) {
    this.directory = directory;
    this.workingDirectory = workingDirectory;
    this.clock = clock;
  }

  /**
   * Starts the process; that one is started is in the records when this returns. {@link #writeDown}
   * is next.
   *
   * @throws StartFailedException if the platform does not start it
   * @throws StateDirectoryException if it cannot be written down; it is not started then
   */
  Child launch(Launch launch, int port) {
    ProcessRecord intent =
        new ProcessRecord(
            launch.app(),
            launch.slot(),
            launch.instance(),
            launch.content().id(),
            launch.content().version(),
            port,
            UUID.randomUUID().toString(),
            launch.fencingToken(),
            Optional.empty());
    directory.records().write(intent);
    return Child.started(intent, start(launch, intent));
  }

  /**
   * Writes down which process it is, in the records and in its log.
   *
   * @throws StateDirectoryException if that fails; the caller has to end the child then
   */
  Child writeDown(Child started) {
    InstanceId instance = started.record().instance();
    try {
      started.closeInput();
      writeHeader(started.record(), started.handle().pid());
    } catch (IOException e) {
      throw new StateDirectoryException("cannot write " + directory.log(instance), e);
    }
    // Without identity it has ended already, which is found out soon enough.
    Optional<ProcessRecord> identified =
        ProcessIdentity.of(started.handle()).map(started.record()::startedAs);
    identified.ifPresent(directory.records()::write);
    return identified.map(started::with).orElse(started);
  }

  private Process start(Launch launch, ProcessRecord intent) {
    ProcessBuilder builder =
        new ProcessBuilder(launch.command())
            .directory(workingDirectory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(
                ProcessBuilder.Redirect.appendTo(directory.log(launch.instance()).toFile()));
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(launch.environment());
    environment.put(Environment.PORT, Integer.toString(intent.port()));
    environment.put(Environment.START_ID, intent.startId());
    try {
      return builder.start();
    } catch (IOException e) {
      directory.records().delete(launch.instance());
      throw new StartFailedException(
          "the platform does not start \""
              + launch.program()
              + "\" for instance "
              + launch.instance(),
          e);
    }
  }

  private void writeHeader(ProcessRecord record, long pid) throws IOException {
    String header =
        "--- "
            + clock.instant()
            + " started instance "
            + record.instance()
            + " of "
            + record.app()
            + " as "
            + record.slot()
            + ", content "
            + record.content()
            + " version "
            + CharMatcher.javaIsoControl().replaceFrom(record.contentVersion(), '?')
            + ", pid "
            + pid
            + ", port "
            + record.port()
            + "\n";
    Files.write(
        directory.log(record.instance()),
        header.getBytes(StandardCharsets.UTF_8),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }
}
