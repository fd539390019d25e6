package io.slots.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import io.slots.local.process.ProcessIdentity;
import io.slots.settings.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Gives a test a state directory, a working directory for its children, and runtimes that are
 * closed after it; then no process that was started may be left.
 */
final class RuntimeExtension implements BeforeEachCallback, AfterEachCallback {
  private static final Pattern PID = Pattern.compile(", pid (\\d+),");

  private final List<ProcessRuntime> runtimes = new ArrayList<>();
  private Path root = Path.of("");

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    root = Files.createTempDirectory("slots-process");
    Files.createDirectory(work());
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    runtimes.forEach(ProcessRuntime::close);
    List<Long> left = startedPids().stream().filter(RuntimeExtension::lives).toList();
    left.stream().flatMap(pid -> ProcessHandle.of(pid).stream()).forEach(ProcessHandle::destroy);
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    assertThat(left).as("processes left behind").isEmpty();
  }

  Path state() {
    return root.resolve("state");
  }

  /** Where the children run. */
  Path work() {
    return root.resolve("work");
  }

  Path log(String instance) {
    return state().resolve("logs").resolve(instance + ".log");
  }

  Path record(String instance) {
    return state().resolve("processes").resolve(instance + ".properties");
  }

  ProcessRuntime runtime() {
    return runtime(builder -> builder);
  }

  ProcessRuntime runtime(UnaryOperator<ProcessRuntimeBuilder> options) {
    ProcessRuntimeBuilder builder =
        ProcessRuntime.builder()
            .command(Scripts.SHELL)
            .directory(state())
            .workingDirectory(work())
            .stopDeadline(Duration.ofSeconds(5));
    ProcessRuntime runtime = options.apply(builder).build();
    runtimes.add(runtime);
    return runtime;
  }

  static Instance provision(ProcessRuntime runtime, String id, String script, Setting... settings) {
    return Calls.done(runtime.provision(Calls.provision(id, script, settings), Calls.call(1)));
  }

  static CompletionStage<?> decommission(ProcessRuntime runtime, Instance instance) {
    return runtime.decommission(new Decommission(Calls.SHOP, instance.id()), Calls.call(1));
  }

  static long pid(ProcessRuntime runtime, String instance) {
    return runtime.running().stream()
        .filter(process -> process.instance().id().equals(InstanceId.of(instance)))
        .findFirst()
        .orElseThrow()
        .pid();
  }

  static boolean lives(long pid) {
    return ProcessHandle.of(pid).filter(ProcessIdentity::lives).isPresent();
  }

  /** Waits until a child has written the file, and returns the number in it. */
  long number(String file) {
    return await()
        .atMost(Calls.PATIENCE)
        .until(
            () -> read(work().resolve(file)).filter(text -> text.endsWith("\n")),
            Optional::isPresent)
        .map(text -> Long.parseLong(text.strip()))
        .orElseThrow();
  }

  static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All texts that the runtime has written, by the files' names. */
  String everythingWritten() throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(state())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(file).append('\n').append(Files.readString(file)).append('\n');
      }
    }
    return text.toString();
  }

  private List<Long> startedPids() throws IOException {
    if (!Files.isDirectory(state().resolve("logs"))) {
      return List.of();
    }
    List<Long> pids = new ArrayList<>();
    Matcher matcher = PID.matcher(everythingWritten());
    while (matcher.find()) {
      pids.add(Long.parseLong(matcher.group(1)));
    }
    return pids;
  }
}
