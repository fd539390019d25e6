package io.slots.examples.stage.service;

import io.slots.examples.stage.ClassFolder;
import java.nio.file.Path;
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
    return commandLine(version, "");
  }

  /** The command line of a version that does not start without {@link #NEEDED_SETTING}. */
  public static List<String> commandLineOfBroken(String version) {
    return commandLine(version, NEEDED_SETTING);
  }

  private static List<String> commandLine(String version, String needs) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx64m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-Dservice.version=" + version,
        "-Dservice.needs=" + needs,
        "-Dservice.ends-with-parent=true",
        "-cp",
        ClassFolder.of(Service.class).toString(),
        Service.class.getName());
  }
}
