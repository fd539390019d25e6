package io.slots.examples.stage.service;

import io.slots.examples.stage.ClassFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a child process runs the bundled {@link Service}: with the Java that runs this program, and
 * the classes that this class came from.
 */
public final class BundledService {
  /** The app setting that the broken version needs. */
  public static final String NEEDED_SETTING = "REPORTING_URL";

  /** What warms an instance up. */
  public static final String WARM_UP_PATH = "/warm-up";

  private BundledService() {}

  /** The command line of a version that works. */
  public static List<String> commandLine(String version) {
    return commandLine(version, List.of());
  }

  /** The command line of a version that works, and takes this long to start and to warm up. */
  public static List<String> commandLine(String version, Duration startUp, Duration warmUp) {
    return commandLine(
        version,
        List.of(
            "-Dservice.startup-ms=" + startUp.toMillis(),
            "-Dservice.warmup-ms=" + warmUp.toMillis()));
  }

  /** The command line of a version that does not start without {@link #NEEDED_SETTING}. */
  public static List<String> commandLineOfBroken(String version) {
    return commandLine(version, List.of("-Dservice.needs=" + NEEDED_SETTING));
  }

  private static List<String> commandLine(String version, List<String> properties) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    words.add("-Dservice.version=" + version);
    words.add("-Dservice.ends-with-parent=true");
    words.addAll(properties);
    words.addAll(List.of("-cp", ClassFolder.of(Service.class).toString()));
    words.add(Service.class.getName());
    return List.copyOf(words);
  }
}
