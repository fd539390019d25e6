package io.slots.process;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import io.slots.app.AppName;
import io.slots.app.ContentId;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.local.process.ProcessIdentity;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What is written down of a process that was or is about to be started. Holds no setting and no
 * argument.
 *
 * @param startId the value of {@link Environment#START_ID} in its environment
 * @param process which process it is; empty before it is started
 */
record ProcessRecord(
    AppName app,
    SlotName slot,
    InstanceId instance,
    ContentId content,
    String contentVersion,
    int port,
    String startId,
    long fencingToken,
    Optional<ProcessIdentity> process) {
  private static final String CHECKSUM = "checksum";

  ProcessRecord startedAs(ProcessIdentity identity) {
    return new ProcessRecord(
        app,
        slot,
        instance,
        content,
        contentVersion,
        port,
        startId,
        fencingToken,
        Optional.of(identity));
  }

  /** Returns the record as the text of a properties file. */
  String toText() {
    ImmutableSortedMap.Builder<String, String> fields = ImmutableSortedMap.naturalOrder();
    fields.put("app", app.spelling());
    fields.put("slot", slot.spelling());
    fields.put("instance", instance.value());
    fields.put("content", content.value());
    fields.put("contentVersion", contentVersion);
    fields.put("port", Integer.toString(port));
    fields.put("startId", startId);
    fields.put("fencingToken", Long.toString(fencingToken));
    process.ifPresent(
        identity -> {
          fields.put("pid", Long.toString(identity.pid()));
          fields.put("startTime", identity.startTime());
        });
    Map<String, String> map = fields.buildOrThrow();
    Properties properties = new Properties();
    properties.putAll(map);
    properties.setProperty(CHECKSUM, checksum(map));
    StringWriter text = new StringWriter();
    try {
      properties.store(text, "A process that Slots started. Do not edit.");
    } catch (IOException e) {
      throw new IllegalStateException("a StringWriter does not fail", e);
    }
    return text.toString();
  }

  /**
   * Returns the record that {@code text} holds.
   *
   * @throws IllegalArgumentException if it is torn or was altered
   */
  static ProcessRecord parse(String text) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException("it cannot be read", e);
    }
    Object checksum = properties.remove(CHECKSUM);
    ImmutableSortedMap.Builder<String, String> builder = ImmutableSortedMap.naturalOrder();
    properties.stringPropertyNames().forEach(name -> builder.put(name, field(properties, name)));
    ImmutableSortedMap<String, String> fields = builder.buildOrThrow();
    if (!checksum(fields).equals(checksum)) {
      throw new IllegalArgumentException("its checksum is wrong or missing");
    }
    Optional<ProcessIdentity> process =
        fields.containsKey("pid")
            ? Optional.of(
                new ProcessIdentity(
                    Long.parseLong(field(properties, "pid")), field(properties, "startTime")))
            : Optional.empty();
    return new ProcessRecord(
        AppName.of(field(properties, "app")),
        SlotName.of(field(properties, "slot")),
        InstanceId.of(field(properties, "instance")),
        ContentId.of(field(properties, "content")),
        field(properties, "contentVersion"),
        Integer.parseInt(field(properties, "port")),
        field(properties, "startId"),
        Long.parseLong(field(properties, "fencingToken")),
        process);
  }

  private static String field(Properties properties, String name) {
    String value = properties.getProperty(name);
    if (value == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }

  private static String checksum(Map<String, String> fields) {
    return Hashing.sha256().hashString(fields.toString(), StandardCharsets.UTF_8).toString();
  }
}
