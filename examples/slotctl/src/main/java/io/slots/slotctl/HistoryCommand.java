package io.slots.slotctl;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** History. */
@Command(name = "history", description = "What has ended, the newest first.")
final class HistoryCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "APP")
  private String app = "";

  @Option(names = "--limit", defaultValue = "20", description = "How many; ${DEFAULT-VALUE}.")
  private int limit = 20;

  HistoryCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    return session.show(
        session.api().get(Paths.of("apps", app, "history") + "?limit=" + limit),
        OperationText::operations);
  }
}
