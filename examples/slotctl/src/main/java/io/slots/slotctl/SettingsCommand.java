package io.slots.slotctl;

import com.google.common.collect.ImmutableMap;
import io.slots.settings.ConnectionType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Settings. */
@Command(
    name = "settings",
    description = "Settings of a slot: app settings, and connection strings.",
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
      "  slotctl settings set shop staging --connection-string --type postgresql MAIN=- < main.txt",
      "  slotctl settings delete shop staging --connection-string MAIN",
    })
final class SettingsCommand {
  private static final String APP_SETTING = "APP_SETTING";
  private static final String CONNECTION_STRING = "CONNECTION_STRING";

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
    return session.show(
        session.api().get(at(app, slot) + "?values=" + values), SettingsText::settings);
  }

  @Command(
      name = "set",
      description =
          "Sets settings; all of them or none. A value \"-\" is read from the input, where other"
              + " users of the machine cannot see it.")
  int set(
      @Parameters(index = "0", paramLabel = "APP") String app,
      @Parameters(index = "1", paramLabel = "SLOT") String slot,
      @Parameters(index = "2..*", arity = "1..*", paramLabel = "NAME=VALUE") List<String> pairs,
      @Option(
              names = "--connection-string",
              description = "They are connection strings, not app settings; goes with --type.")
          boolean connection,
      @Option(
              names = "--type",
              description = "What connection strings connect to: ${COMPLETION-CANDIDATES}.")
          @Nullable ConnectionType type,
      @Option(names = "--slot-setting", description = "Marks them as slot settings.")
          boolean sticky,
      @Option(names = "--no-slot-setting", description = "Takes that mark from them.")
          boolean free) {
    if (sticky && free) {
      throw new CommandException(
          ExitCodes.USAGE, "--slot-setting and --no-slot-setting do not go together");
    }
    if (connection != (type != null)) {
      throw new CommandException(ExitCodes.USAGE, "--connection-string and --type go together");
    }
    List<Map<String, String>> settings = new ArrayList<>();
    List<Map<String, String>> names = new ArrayList<>();
    for (String pair : pairs) {
      int sign = pair.indexOf('=');
      if (sign <= 0) {
        // What was typed may be a value, so it is not repeated.
        throw new CommandException(ExitCodes.USAGE, "settings are given as NAME=VALUE");
      }
      Map<String, String> key = key(pair.substring(0, sign), connection);
      String value = pair.substring(sign + 1);
      names.add(key);
      ImmutableMap.Builder<String, String> setting = ImmutableMap.builder();
      setting.putAll(key).put("value", value.equals("-") ? Input.all() : value);
      if (type != null) {
        setting.put("connectionType", type.name());
      }
      settings.add(setting.buildOrThrow());
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
        session.api().patch(at(app, slot), change.buildOrThrow()), SettingsText::settings);
  }

  private static ImmutableMap<String, String> key(String name, boolean connection) {
    return ImmutableMap.of("category", connection ? CONNECTION_STRING : APP_SETTING, "name", name);
  }

  @Command(name = "delete", description = "Takes settings away from a slot.")
  int delete(
      @Parameters(index = "0", paramLabel = "APP") String app,
      @Parameters(index = "1", paramLabel = "SLOT") String slot,
      @Parameters(index = "2..*", arity = "1..*", paramLabel = "NAME") List<String> names,
      @Option(
              names = "--connection-string",
              description = "They are connection strings, not app settings.")
          boolean connection) {
    return session.show(
        session
            .api()
            .patch(
                at(app, slot),
                ImmutableMap.of("remove", names.stream().map(it -> key(it, connection)).toList())),
        SettingsText::settings);
  }
}
