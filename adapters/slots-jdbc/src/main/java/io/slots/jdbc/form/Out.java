package io.slots.jdbc.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.slots.settings.SettingKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes JSON objects, field by field. What is empty is left out. */
final class Out {
  private final JsonGenerator json;
  private final Seal seal;
  private final String app;

  /** Writes to {@code json} what belongs to {@code app}. */
  Out(JsonGenerator json, Seal seal, String app) {
    this.json = json;
    this.seal = seal;
    this.app = app;
  }

  void text(String field, String value) {
    io(() -> json.writeStringField(field, value));
  }

  /** Writes an identity or a name as its text. */
  void text(String field, Optional<?> value) {
    value.ifPresent(it -> text(field, it.toString()));
  }

  void number(String field, long value) {
    io(() -> json.writeNumberField(field, value));
  }

  void flag(String field, boolean value) {
    io(() -> json.writeBooleanField(field, value));
  }

  void word(String field, Enum<?> value) {
    text(field, value.name());
  }

  void word(String field, Optional<? extends Enum<?>> value) {
    value.ifPresent(it -> word(field, it));
  }

  void instant(String field, Instant value) {
    text(field, value.toString());
  }

  void instant(String field, Optional<Instant> value) {
    value.ifPresent(it -> instant(field, it));
  }

  void duration(String field, Duration value) {
    text(field, value.toString());
  }

  void duration(String field, Optional<Duration> value) {
    value.ifPresent(it -> duration(field, it));
  }

  <T> void object(String field, T value, Form<T> form) {
    io(() -> json.writeObjectFieldStart(field));
    form.write(value, this);
    io(json::writeEndObject);
  }

  <T> void object(String field, Optional<T> value, Form<T> form) {
    value.ifPresent(it -> object(field, it, form));
  }

  <T> void list(String field, Iterable<? extends T> values, Form<T> form) {
    io(() -> json.writeArrayFieldStart(field));
    for (T value : values) {
      io(json::writeStartObject);
      form.write(value, this);
      io(json::writeEndObject);
    }
    io(json::writeEndArray);
  }

  /** Writes identities, names or paths as their texts. */
  void texts(String field, Iterable<?> values) {
    io(() -> json.writeArrayFieldStart(field));
    for (Object value : values) {
      io(() -> json.writeString(value.toString()));
    }
    io(json::writeEndArray);
  }

  void numbers(String field, Iterable<Integer> values) {
    io(() -> json.writeArrayFieldStart(field));
    for (int value : values) {
      io(() -> json.writeNumber(value));
    }
    io(json::writeEndArray);
  }

  /** Writes the value of a setting: sealed, or as it is. */
  void secret(SettingKey key, String value) {
    Optional<String> sealed = seal.close(value, In.place(app, key));
    text(sealed.isPresent() ? "sealed" : "value", sealed.orElse(value));
  }

  private static void io(Io io) {
    try {
      io.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Io {
    void run() throws IOException;
  }
}
