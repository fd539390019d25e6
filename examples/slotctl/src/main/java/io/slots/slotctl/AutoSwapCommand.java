package io.slots.slotctl;

import com.google.common.collect.ImmutableMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Auto swap. */
@Command(
    name = "auto-swap",
    description = "From now on a deployment to the slot that succeeds is swapped by itself.",
    footer = {
      "",
      "Examples:",
      "  slotctl auto-swap shop staging",
      "  slotctl auto-swap shop staging --off",
    })
final class AutoSwapCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "APP")
  private String app = "";

  @Parameters(index = "1", paramLabel = "SLOT")
  private String slot = "";

  @Option(
      names = {"-t", "--target"},
      defaultValue = "production",
      description = "The slot that gets it; ${DEFAULT-VALUE}.")
  private String target = "";

  @Option(names = "--off", description = "Not any more.")
  private boolean off;

  AutoSwapCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    String at = Paths.of("apps", app, "slots", slot, "auto-swap");
    return session.show(
        off ? session.api().delete(at) : session.api().put(at, ImmutableMap.of("target", target)),
        SlotText::slot);
  }
}
