package io.slots.slotctl;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a swap would do. */
@Command(
    name = "diff",
    description =
        "Tells what a swap would do: refusals and warnings first, then what changes in both slots."
            + " Touches nothing. Ends with 4 if the swap would be refused.")
final class DiffCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(index = "0", paramLabel = "APP")
  private String app = "";

  @Parameters(index = "1", paramLabel = "SOURCE")
  private String source = "";

  @Option(
      names = {"-t", "--target"},
      defaultValue = "production",
      description = "The slot that gets the source's content; ${DEFAULT-VALUE}.")
  private String target = "";

  @Option(names = "--values", description = "Shows values, if the token may see them.")
  private boolean values;

  DiffCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    JsonNode preview =
        session
            .api()
            .post(
                Paths.of("apps", app, "swaps", "preview") + "?values=" + values,
                ImmutableMap.of("source", source, "target", target));
    int shown = session.show(preview, PreviewText::preview);
    return preview.path("allowed").asBoolean() ? shown : ExitCodes.REFUSED;
  }
}
