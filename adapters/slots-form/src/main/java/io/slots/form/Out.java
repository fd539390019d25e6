package io.slots.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes JSON objects, field by field. What is empty is left out. */
final class Out {
  private final JsonGenerator json;
  private final Seal seal;
  private final String app;
  private final Places places;

  /** Writes to {@code json} what belongs to {@code app}, whose settings are at {@code places}. */
  Out(JsonGenerator json, Seal seal, String app, Places places) {
    this.json = json;
    this.seal = seal;
    this.app = app;
    this.places = places;
  }

  void text(String field, String value) {
    try {
      json.writeStringField(field, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes an identity or a name as its text. */
  void text(String field, Optional<?> value) {
    if (value.isPresent()) {
      text(field, value.get().toString());
    }
  }

  void number(String field, long value) {
    try {
      json.writeNumberField(field, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void flag(String field, boolean value) {
    try {
      json.writeBooleanField(field, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void word(String field, Enum<?> value) {
    text(field, value.name());
  }

  void word(String field, Optional<? extends Enum<?>> value) {
    if (value.isPresent()) {
      word(field, value.get());
    }
  }

  /** Writes seconds and nanoseconds: texts of times took a good part of all the time there was. */
  void instant(String field, Instant value) {
    pair(field, value.getEpochSecond(), value.getNano());
  }

  void instant(String field, Optional<Instant> value) {
    if (value.isPresent()) {
      instant(field, value.get());
    }
  }

  void duration(String field, Duration value) {
    pair(field, value.getSeconds(), value.getNano());
  }

  void duration(String field, Optional<Duration> value) {
    if (value.isPresent()) {
      duration(field, value.get());
    }
  }

  private void pair(String field, long seconds, int nanos) {
    try {
      json.writeArrayFieldStart(field);
      json.writeNumber(seconds);
      json.writeNumber(nanos);
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> void object(String field, T value, Form<T> form) {
    try {
      json.writeObjectFieldStart(field);
      form.write(value, this);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> void object(String field, Optional<T> value, Form<T> form) {
    if (value.isPresent()) {
      object(field, value.get(), form);
    }
  }

  <T> void list(String field, Iterable<? extends T> values, Form<T> form) {
    try {
      json.writeArrayFieldStart(field);
      for (T value : values) {
        json.writeStartObject();
        form.write(value, this);
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes identities or names as their texts. */
  void texts(String field, Iterable<?> values) {
    try {
      json.writeArrayFieldStart(field);
      for (Object value : values) {
        json.writeString(value.toString());
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void numbers(String field, Iterable<Integer> values) {
    try {
      json.writeArrayFieldStart(field);
      for (int value : values) {
        json.writeNumber(value);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the places of settings in the record's table. */
  void settings(String field, Settings value) {
    int[] all = places.of(value);
    try {
      json.writeFieldName(field);
      json.writeArray(all, 0, all.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes paths to warm up, the first of which is the value of a setting: sealed, or as it is. */
  void paths(String field, List<String> values) {
    try {
      json.writeArrayFieldStart(field);
      for (int index = 0; index < values.size(); index++) {
        String path = values.get(index);
        Optional<String> sealed = seal.close(path, In.place(app, index));
        if (sealed.isPresent()) {
          json.writeStartObject();
          text("sealed", sealed.get());
          json.writeEndObject();
        } else {
          json.writeString(path);
        }
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes the value of a setting: sealed, or as it is. */
  void secret(SettingKey key, String value) {
    Optional<String> sealed = seal.close(value, In.place(app, key));
    text(sealed.isPresent() ? "sealed" : "value", sealed.orElse(value));
  }
}
