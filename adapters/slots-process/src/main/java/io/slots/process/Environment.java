package io.slots.process;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.local.process.InheritedVariables;
import io.slots.local.process.SettingVariables;
import io.slots.settings.Settings;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Set;

/**
 * The environment of an instance: what it inherits, then its settings, then who it is.
 *
 * <p>No message of this class holds a value.
 */
final class Environment {
  /** The port to listen at. */
  static final String PORT = "PORT";

  /** Random, different for each start: by it what a process started is found, see {@link Proc}. */
  static final String START_ID = "SLOTS_START_ID";

  private static final String SITE_NAME = "WEBSITE_SITE_NAME";
  private static final String SLOT_NAME = "WEBSITE_SLOT_NAME";
  private static final String INSTANCE_ID = "WEBSITE_INSTANCE_ID";
  private static final String CONTENT_ID = "SLOTS_CONTENT_ID";
  private static final String CONTENT_VERSION = "SLOTS_CONTENT_VERSION";
  private static final ImmutableSet<String> RESERVED =
      ImmutableSet.of(
          PORT, START_ID, SITE_NAME, SLOT_NAME, INSTANCE_ID, CONTENT_ID, CONTENT_VERSION);

  private final ImmutableMap<String, String> inherited;
  private final SettingVariables variables;

  private Environment(ImmutableMap<String, String> inherited, Charset charset) {
    this.inherited = inherited;
    this.variables = new SettingVariables(RESERVED, charset);
  }

  /**
   * Lets instances inherit those variables of {@code parent} whose name is one of {@code names},
   * where a {@code *} at the end stands for anything.
   *
   * @param charset in which the platform writes an environment
   */
  static Environment inheriting(Set<String> names, Map<String, String> parent, Charset charset) {
    return new Environment(InheritedVariables.of(names, parent), charset);
  }

  /**
   * Returns the whole environment, but for port and start id.
   *
   * @throws RefusedException if a setting cannot be a variable, has a reserved name, or has that of
   *     another setting's variable
   */
  ImmutableMap<String, String> of(
      AppName app, SlotName slot, Content content, InstanceId instance, Settings settings) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    all.putAll(inherited);
    all.putAll(variables.of(settings));
    all.put(SITE_NAME, app.spelling());
    all.put(SLOT_NAME, slot.isProduction() ? "Production" : slot.spelling());
    all.put(INSTANCE_ID, instance.value());
    all.put(CONTENT_ID, variables.checked("the content id", content.id().value()));
    all.put(CONTENT_VERSION, variables.checked("the content's version", content.version()));
    return all.buildKeepingLast();
  }
}
