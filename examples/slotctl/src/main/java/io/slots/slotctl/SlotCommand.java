package io.slots.slotctl;

import com.google.common.collect.ImmutableMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Slots. */
@Command(
    name = "slot",
    description = "Slots of an app.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  slotctl slot create shop staging --clone production",
      "  slotctl slot list shop",
      "  slotctl slot delete shop staging --yes",
    })
final class SlotCommand {
  private final Session session;

  SlotCommand(Session session) {
    this.session = session;
  }

  @Command(name = "list", description = "Lists the slots of an app.")
  int list(@Parameters(paramLabel = "APP") String app) {
    return session.show(session.api().get(Paths.of("apps", app)), AppText::slots);
  }

  @Command(name = "show", description = "Tells of a slot and its instances.")
  int show(
      @Parameters(paramLabel = "APP") String app, @Parameters(paramLabel = "SLOT") String slot) {
    return session.show(session.api().get(at(app, slot)), SlotText::slot);
  }

  private static String at(String app, String slot) {
    return Paths.of("apps", app, "slots", slot);
  }

  @Command(name = "create", description = "Makes a slot, without content.")
  int create(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "SLOT") String slot,
      @Option(names = "--clone", paramLabel = "SLOT", description = "Copies the configuration.")
          @Nullable String source,
      @Option(
              names = "--without-slot-settings",
              description = "Leaves the values of slot settings out of the copy.")
          boolean without) {
    ImmutableMap.Builder<String, Object> order = ImmutableMap.builder();
    order.put("name", slot);
    if (source != null) {
      order.put("cloneOf", source).put("withSlotSettings", !without);
    }
    return session.show(
        session.api().post(Paths.of("apps", app, "slots"), order.buildOrThrow()), SlotText::slot);
  }

  @Command(name = "delete", description = "Deletes a slot: withdrawn, drained, ended.")
  int delete(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "SLOT") String slot,
      @Option(
              names = {"-y", "--yes"},
              description = "Does not ask.")
          boolean yes,
      @Option(names = "--no-wait", description = "Does not wait for the end.") boolean noWait) {
    session.terminal().confirm("Delete slot " + slot + " of " + app + " and its settings?", yes);
    return session.begun(session.api().delete(at(app, slot)), !noWait);
  }

  @Command(name = "start", description = "Puts a slot back into service.")
  int start(
      @Parameters(paramLabel = "APP") String app, @Parameters(paramLabel = "SLOT") String slot) {
    return session.show(session.api().post(at(app, slot) + "/start"), SlotText::slot);
  }

  @Command(name = "stop", description = "Takes a slot out of service; its instances run on.")
  int stop(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "SLOT") String slot,
      @Option(
              names = {"-y", "--yes"},
              description = "Does not ask.")
          boolean yes) {
    if (slot.equalsIgnoreCase("production")) {
      session.terminal().confirm("Take production of " + app + " out of service?", yes);
    }
    return session.show(session.api().post(at(app, slot) + "/stop"), SlotText::slot);
  }

  @Command(
      name = "restart",
      description = "Replaces a slot's instances by new ones, with its settings as they are now.")
  int restart(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "SLOT") String slot,
      @Option(names = "--request-id", description = "The same again starts nothing anew once more.")
          @Nullable String requestId,
      @Option(names = "--no-wait", description = "Does not wait for the end.") boolean noWait) {
    String path = at(app, slot) + "/restart" + new Query().with("requestId", requestId);
    return session.begun(session.api().post(path), !noWait);
  }

  @Command(name = "repair", description = "Restarts a slot's degraded instances.")
  int repair(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "SLOT") String slot,
      @Option(names = "--no-wait", description = "Does not wait for the end.") boolean noWait) {
    return session.begun(session.api().post(at(app, slot) + "/repair"), !noWait);
  }
}
