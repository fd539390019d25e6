package io.slots.settings;

import io.slots.RefusedException;
import io.slots.Rule;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * One setting of a slot: category, name and value (S3.1). Whether it is a <em>slot setting</em>,
 * which stays with its slot, belongs to the name in the app, see {@link StickyNames}.
 *
 * <p>The value is secret (S3.7): it is in no {@code toString}, log line, event or exception.
 */
@Value.Immutable
public interface Setting {
  /** Category and name. */
  SettingKey key();

  /** The value. Secret. */
  @Value.Redacted
  String value();

  /** What a connection string connects to; empty for every other category. */
  Optional<ConnectionType> connectionType();

  /** Whether a service connector made it; the policy {@code app-service-2025} lets those stay. */
  @Value.Default
  default boolean madeByServiceConnector() {
    return false;
  }

  /** Exactly the connection strings have a connection type. */
  @Value.Check
  default void check() {
    boolean isConnectionString = key().category() == SettingCategory.CONNECTION_STRING;
    if (isConnectionString != connectionType().isPresent()) {
      throw new RefusedException(
          Rule.of(3, 1),
          key() + (isConnectionString ? " has no connection type" : " has a connection type"),
          "a connection string has a connection type, and no other setting has one");
    }
  }

  /** The category. */
  default SettingCategory category() {
    return key().category();
  }

  /** The name. */
  default SettingName name() {
    return key().name();
  }

  /** Returns the app setting {@code name} = {@code value}. */
  static Setting of(String name, String value) {
    return of(SettingCategory.APP_SETTING, name, value);
  }

  /**
   * Returns the setting {@code name} = {@code value} of a category other than connection string.
   */
  static Setting of(SettingCategory category, String name, String value) {
    return builder().key(SettingKey.of(category, SettingName.of(name))).value(value).build();
  }

  /** Returns the connection string {@code name} = {@code value}. */
  static Setting connectionString(String name, ConnectionType type, String value) {
    return builder()
        .key(SettingKey.connectionString(name))
        .value(value)
        .connectionType(type)
        .build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link Setting}. */
  final class Builder extends ImmutableSetting.Builder {
    Builder() {}
  }
}
