package io.slots.slotctl;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Traffic rules. */
@Command(
    name = "traffic",
    description = "Shares of production's requests that go to other slots.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  slotctl traffic set shop staging=10 canary=2.5",
      "  slotctl traffic show shop",
      "  slotctl traffic clear shop",
    })
final class TrafficCommand {
  private final Session session;

  TrafficCommand(Session session) {
    this.session = session;
  }

  @Command(name = "show", description = "Shows each slot's share.")
  int show(@Parameters(paramLabel = "APP") String app) {
    return session.show(session.api().get(Paths.of("apps", app)), AppText::slots);
  }

  @Command(
      name = "set",
      description =
          "Sets the shares, in the place of those that are. 0 lets only those in who ask for the"
              + " slot by name.")
  int set(
      @Parameters(index = "0", paramLabel = "APP") String app,
      @Parameters(index = "1..*", arity = "1..*", paramLabel = "SLOT=PERCENT")
          Map<String, Double> shares) {
    return put(
        app,
        shares.entrySet().stream()
            .map(it -> ImmutableMap.of("slot", it.getKey(), "percent", it.getValue()))
            .toList());
  }

  @Command(name = "clear", description = "Gives production all of its requests.")
  int clear(@Parameters(paramLabel = "APP") String app) {
    return put(app, List.of());
  }

  private int put(String app, List<? extends Map<String, ?>> shares) {
    return session.show(
        session.api().put(Paths.of("apps", app, "traffic"), ImmutableMap.of("shares", shares)),
        AppText::slots);
  }
}
