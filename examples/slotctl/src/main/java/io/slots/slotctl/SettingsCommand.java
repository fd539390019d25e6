package io.slots.slotctl;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settings. */
@Command(
    name = "settings",
    description = "Settings of a slot.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "A slot setting stays with its slot in a swap; the mark is one for all slots of an app.",
      "Instances see a change when they are restarted next.",
      "",
      "Examples:",
      "  slotctl settings list shop staging --values",
      "  slotctl settings set shop staging COLOUR=green",
      "  slotctl settings set shop staging DATABASE=test --slot-setting",
      "  slotctl settings set shop staging PASSWORD=- < password.txt",
    })
final class SettingsCommand {
  private final Session session;

  SettingsCommand(Session session) {
    this.session = session;
  }

  private static String at(String app, String slot) {
    return Paths.of("apps", app, "slots", slot, "settings");
  }

  @Command(name = "list", description = "Lists the settings of a slot.")
  int list(
      @Parameters(paramLabel = "APP") String app,
      @Parameters(paramLabel = "SLOT") String slot,
      @Option(names = "--values", description = "Shows values, if the token may see them.")
          boolean values) {
    return session.show(session.api().get(at(app, slot) + "?values=" + values), Tables::settings);
  }

  @Command(
      name = "set",
      description = "Sets app settings; all of them or none. A value \"-\" is read from the input.")
  int set(
      @Parameters(index = "0", paramLabel = "APP") String app,
      @Parameters(index = "1", paramLabel = "SLOT") String slot,
      @Parameters(index = "2..*", arity = "1..*", paramLabel = "NAME=VALUE") List<String> pairs,
      @Option(names = "--slot-setting", description = "Marks them as slot settings.")
          boolean sticky,
      @Option(names = "--no-slot-setting", description = "Takes that mark from them.")
          boolean free) {
    if (sticky && free) {
      throw new CommandException(
          ExitCodes.USAGE, "--slot-setting and --no-slot-setting do not go together");
    }
    List<Map<String, String>> settings = new ArrayList<>();
    List<Map<String, String>> names = new ArrayList<>();
    for (String pair : pairs) {
      int sign = pair.indexOf('=');
      if (sign <= 0) {
        // What was typed may be a value, so it is not repeated.
        throw new CommandException(ExitCodes.USAGE, "settings are given as NAME=VALUE");
      }
      String name = pair.substring(0, sign);
      String value = pair.substring(sign + 1);
      settings.add(ImmutableMap.of("name", name, "value", value.equals("-") ? Input.all() : value));
      names.add(ImmutableMap.of("name", name));
    }
    ImmutableMap.Builder<String, Object> change = ImmutableMap.builder();
    change.put("set", settings);
    if (sticky) {
      change.put("mark", names);
    }
    if (free) {
      change.put("unmark", names);
    }
    return session.show(
        session.api().patch(at(app, slot), change.buildOrThrow()), Tables::settings);
  }

  @Command(name = "delete", description = "Takes app settings away from a slot.")
  int delete(
      @Parameters(index = "0", paramLabel = "APP") String app,
      @Parameters(index = "1", paramLabel = "SLOT") String slot,
      @Parameters(index = "2..*", arity = "1..*", paramLabel = "NAME") List<String> names) {
    return session.show(
        session
            .api()
            .patch(
                at(app, slot),
                ImmutableMap.of(
                    "remove", names.stream().map(it -> ImmutableMap.of("name", it)).toList())),
        Tables::settings);
  }
}
