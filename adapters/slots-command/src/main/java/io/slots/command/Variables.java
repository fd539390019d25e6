package io.slots.command;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.local.process.SettingVariables;
import io.slots.spi.Call;
import java.net.URI;
import java.util.Optional;

/** The variables that tell a command what it is about. */
final class Variables {
  static final String APP = "SLOTS_APP";
  static final String SLOT = "SLOTS_SLOT";
  static final String INSTANCE = "SLOTS_INSTANCE";
  static final String ADDRESS = "SLOTS_ADDRESS";
  static final String CONTENT_ID = "SLOTS_CONTENT_ID";
  static final String CONTENT_VERSION = "SLOTS_CONTENT_VERSION";
  static final String CONTENT_LOCATION = "SLOTS_CONTENT_LOCATION";
  static final String OPERATION = "SLOTS_OPERATION";
  static final String ATTEMPT = "SLOTS_ATTEMPT";
  static final String FENCING_TOKEN = "SLOTS_FENCING_TOKEN";
  static final String SETTINGS_FILE = "SLOTS_SETTINGS_FILE";

  /** Random, different for each command: by it what a command started is found. */
  static final String MARK = "SLOTS_COMMAND_ID";

  static final ImmutableSet<String> RESERVED =
      ImmutableSet.of(
          APP,
          SLOT,
          INSTANCE,
          ADDRESS,
          CONTENT_ID,
          CONTENT_VERSION,
          CONTENT_LOCATION,
          OPERATION,
          ATTEMPT,
          FENCING_TOKEN,
          SETTINGS_FILE,
          MARK);

  private final SettingVariables checks;
  private final ImmutableMap.Builder<String, String> variables = ImmutableMap.builder();

  Variables(SettingVariables checks, AppName app, InstanceId instance, Call call) {
    this.checks = checks;
    variables
        .put(APP, app.spelling())
        .put(INSTANCE, instance.value())
        .put(OPERATION, checks.checked("the operation id", call.operation().value()))
        .put(ATTEMPT, Integer.toString(call.attempt()))
        .put(FENCING_TOKEN, Long.toString(call.fencingToken()));
  }

  Variables start(SlotName slot, Content content, Optional<URI> address) {
    variables
        .put(SLOT, slot.spelling())
        .put(CONTENT_ID, checks.checked("the content id", content.id().value()))
        .put(CONTENT_VERSION, checks.checked("the content's version", content.version()))
        .put(CONTENT_LOCATION, checks.checked("the content's location", content.location()));
    address.ifPresent(uri -> variables.put(ADDRESS, uri.toString()));
    return this;
  }

  ImmutableMap<String, String> build() {
    return variables.buildOrThrow();
  }
}
