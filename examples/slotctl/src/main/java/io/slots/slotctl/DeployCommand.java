package io.slots.slotctl;

import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Deployment. */
@Command(
    name = "deploy",
    description =
        "Deploys a zip or jar to a slot. What does not start never takes the slot; with auto swap"
            + " what does is promoted.",
    footer = {"", "Example:", "  slotctl deploy shop staging target/shop.jar --version-name 1.4.2"})
final class DeployCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "APP")
  private String app = "";

  @Parameters(index = "1", paramLabel = "SLOT")
  private String slot = "";

  @Parameters(index = "2", paramLabel = "FILE")
  private Path file = Path.of("");

  @Option(names = "--version-name", description = "What people call it; else its digest.")
  private @Nullable String version;

  @Option(names = "--request-id", description = "The same again starts no second deployment.")
  private @Nullable String requestId;

  @Option(names = "--no-wait", description = "Does not wait for the end.")
  private boolean noWait;

  DeployCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    requireFile();
    Query query = new Query().with("version", version).with("requestId", requestId);
    try {
      return session.begun(
          session
              .api()
              .upload(
                  Paths.of("apps", app, "slots", slot, "deployments") + query,
                  BodyPublishers.ofFile(file)),
          !noWait);
    } catch (FileNotFoundException e) {
      throw new CommandException(ExitCodes.USAGE, "there is no file " + file, e);
    }
  }

  /** What cannot be read would otherwise be told as trouble with the server. */
  private void requireFile() {
    if (Files.isDirectory(file)) {
      throw new CommandException(
          ExitCodes.USAGE,
          file
              + " is a directory; accepted is a jar, or a zip of what the directory holds: (cd "
              + file
              + " && zip -r ../package.zip .)");
    }
    if (Files.exists(file) && !Files.isReadable(file)) {
      throw new CommandException(ExitCodes.USAGE, file + " may not be read by you");
    }
  }
}
