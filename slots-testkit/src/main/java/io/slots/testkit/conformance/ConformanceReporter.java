package io.slots.testkit.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slots.testkit.conformance.ConformanceReport.Result;
import io.slots.testkit.conformance.ConformanceReport.Row;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestWatcher;

/**
 * Collects what came of the tests of a class, and writes and prints the report. Every {@link
 * Conformance} test is extended by it.
 */
public final class ConformanceReporter
    implements BeforeAllCallback, BeforeEachCallback, TestWatcher, AfterAllCallback {
  private static final Namespace HERE = Namespace.create(ConformanceReporter.class);
  private static final String DIRECTORY = "slots.conformance.directory";
  private static final String PRINT = "slots.conformance.print";

  /** Made by JUnit. */
  public ConformanceReporter() {}

  /** What is known of a class so far. */
  private static final class Collected {
    private final Map<String, Result> results = new ConcurrentHashMap<>();
    private final Set<Capability> unsupported = EnumSet.noneOf(Capability.class);
    private volatile String name;

    Collected(String name) {
      this.name = name;
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    context.getStore(HERE).put(test, new Collected(test.getSimpleName()));
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (context.getRequiredTestInstance() instanceof Conformance it) {
      Collected collected = collected(context);
      synchronized (collected.unsupported) {
        collected.unsupported.addAll(it.unsupported());
      }
      collected.name = it.name();
    }
  }

  @Override
  public void testSuccessful(ExtensionContext context) {
    record(context, Result.PASSED);
  }

  @Override
  public void testFailed(ExtensionContext context, Throwable cause) {
    record(context, Result.FAILED);
  }

  @Override
  public void testAborted(ExtensionContext context, Throwable cause) {
    record(context, Result.NOT_RUN);
  }

  @Override
  public void testDisabled(ExtensionContext context, Optional<String> reason) {
    record(context, Result.NOT_RUN);
  }

  private static void record(ExtensionContext context, Result result) {
    collected(context).results.put(context.getRequiredTestMethod().getName(), result);
  }

  private static Collected collected(ExtensionContext context) {
    return context.getStore(HERE).get(context.getRequiredTestClass(), Collected.class);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    Class<?> test = context.getRequiredTestClass();
    if (!Conformance.class.isAssignableFrom(test)) {
      return; // a class around one that is
    }
    ConformanceReport report = report(test.asSubclass(Conformance.class), collected(context));
    String text = report.toMarkdown();
    Path directory =
        Path.of(context.getConfigurationParameter(DIRECTORY).orElse("target/conformance"));
    Files.createDirectories(directory);
    Files.writeString(
        directory.resolve(report.name().replaceAll("[^A-Za-z0-9._-]", "-") + ".md"), text);
    if (context.getConfigurationParameter(PRINT).map(Boolean::parseBoolean).orElse(true)) {
      new PrintStream(System.out, true, UTF_8).println(text);
    }
  }

  private static ConformanceReport report(Class<? extends Conformance> test, Collected collected) {
    List<Row> rows =
        ConformanceRule.of(test).stream()
            .map(rule -> new Row(rule, result(rule, collected)))
            .toList();
    return new ConformanceReport(collected.name, rows);
  }

  private static Result result(ConformanceRule rule, Collected collected) {
    Result result = collected.results.getOrDefault(rule.test(), Result.NOT_RUN);
    boolean unsupported = rule.needs().filter(collected.unsupported::contains).isPresent();
    return result == Result.PASSED && unsupported ? Result.NOT_SUPPORTED : result;
  }
}
