package io.slots.slotctl;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Apps. */
@Command(
    name = "app",
    description = "Apps: what is swapped within.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  slotctl app create shop --tier premium --workers 2",
      "  slotctl app show shop",
      "  slotctl app list --output json",
    })
final class AppCommand {
  private final Session session;

  AppCommand(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "Lists the names of all apps.")
  int list() {
    return session.show(session.api().get("/apps"), AppText::apps);
  }

  @Command(name = "show", description = "Tells of an app and its slots.")
  int show(@Parameters(paramLabel = "APP") String app) {
    return session.show(session.api().get(Paths.of("apps", app)), AppText::app);
  }

  @Command(name = "create", description = "Makes an app, with an empty production slot.")
  int create(
      @Parameters(paramLabel = "APP") String app,
      @Option(
              names = "--tier",
              defaultValue = "PREMIUM",
              description = "The plan's tier, which says how many slots there may be.")
          String tier,
      @Option(names = "--workers", defaultValue = "1", description = "Instances of each slot.")
          int workers,
      @Option(names = "--domain", description = "The domain of its hosts; else the server's.")
          @Nullable String domain) {
    ImmutableMap.Builder<String, Object> order = ImmutableMap.builder();
    order.put("name", app).put("plan", plan(tier, workers));
    if (domain != null) {
      order.put("domain", domain);
    }
    return session.show(session.api().post("/apps", order.buildOrThrow()), AppText::app);
  }

  @Command(name = "plan", description = "Moves an app to another tier or number of instances.")
  int plan(
      @Parameters(paramLabel = "APP") String app,
      @Option(names = "--tier", required = true, description = "The plan's tier.") String tier,
      @Option(names = "--workers", required = true, description = "Instances of each slot.")
          int workers,
      @Option(names = "--no-wait", description = "Does not wait for the end.") boolean noWait) {
    return session.begun(
        session.api().put(Paths.of("apps", app, "plan"), plan(tier, workers)), !noWait);
  }

  private static ImmutableMap<String, Object> plan(String tier, int workers) {
    return ImmutableMap.of(
        "tier", tier.toUpperCase(java.util.Locale.ROOT).replace('-', '_'), "workers", workers);
  }

  @Command(name = "delete", description = "Deletes an app and its history.")
  int delete(
      @Parameters(paramLabel = "APP") String app,
      @Option(names = "--with-slots", description = "Also where it has further slots.")
          boolean withSlots,
      @Option(
              names = {"-y", "--yes"},
              description = "Does not ask.")
          boolean yes) {
    session.terminal().confirm("Delete app " + app + ", its content and its history?", yes);
    return session.show(
        session.api().delete(Paths.of("apps", app) + "?withSlots=" + withSlots),
        OperationText::line);
  }
}
