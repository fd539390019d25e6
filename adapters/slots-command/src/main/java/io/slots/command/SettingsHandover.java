package io.slots.command;

/**
 * How a command gets the settings of its instance; never by its command line, which every user of
 * the machine can read.
 *
 * <p>Settings are named as in an instance's environment: app settings by name, connection strings
 * by {@linkplain io.slots.settings.ConnectionType#environmentPrefix prefix} and name.
 */
public enum SettingsHandover {
  /**
   * As variables of the command's environment, in the place of inherited ones of that name. A
   * setting called {@code PATH} changes how the command itself is run.
   */
  ENVIRONMENT,

  /**
   * In a file that its owner alone may read, of lines {@code NAME="value"} as systemd's {@code
   * EnvironmentFile=} and every shell read them; a setting's name has to be a shell's. It is {@code
   * settings/<instance>.env} in the platform's directory, is replaced before each start, and stays
   * until the instance is ended, for whoever starts the instance anew without us.
   */
  ENVIRONMENT_FILE,

  /**
   * In a file that its owner alone may read, with one JSON object: {@code app}, {@code slot},
   * {@code instance}, {@code content} (with {@code id}, {@code version}, {@code location}), and
   * {@code settings}, an object of texts. It is gone when the command has ended.
   */
  JSON_FILE
}
