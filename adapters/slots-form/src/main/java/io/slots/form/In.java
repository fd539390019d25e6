package io.slots.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableList;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads the fields of a JSON object that {@link Out} wrote. */
final class In {
  private final JsonNode object;
  private final Seal seal;
  private final String app;

  private final Placed placed;

  /** Reads {@code object}, which belongs to {@code app}, whose settings are {@code placed}. */
  In(JsonNode object, Seal seal, String app, Placed placed) {
    this.object = object;
    this.seal = seal;
    this.app = app;
    this.placed = placed;
  }

  String text(String field) {
    JsonNode value = needed(field);
    if (!value.isTextual()) {
      throw new UnreadableException("field " + field + " is no text");
    }
    return value.textValue();
  }

  /** Reads an identity or a name, and has {@code type} make it. */
  <T> T text(String field, Function<String, T> type) {
    return type.apply(text(field));
  }

  <T> Optional<T> optional(String field, Function<String, T> type) {
    return object.has(field) ? Optional.of(text(field, type)) : Optional.empty();
  }

  long number(String field) {
    JsonNode value = needed(field);
    if (!value.canConvertToExactIntegral()) {
      throw new UnreadableException("field " + field + " is no number");
    }
    return value.longValue();
  }

  /** A flag that older forms do not have. */
  boolean flag(String field, boolean otherwise) {
    return object.has(field) ? flag(field) : otherwise;
  }

  boolean flag(String field) {
    JsonNode value = needed(field);
    if (!value.isBoolean()) {
      throw new UnreadableException("field " + field + " is neither true nor false");
    }
    return value.booleanValue();
  }

  <E extends Enum<E>> E word(String field, Class<E> type) {
    String word = text(field);
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(word)) {
        return each;
      }
    }
    throw new UnreadableException("field " + field + " has a word that is not known");
  }

  <E extends Enum<E>> Optional<E> optionalWord(String field, Class<E> type) {
    return object.has(field) ? Optional.of(word(field, type)) : Optional.empty();
  }

  /** Before form 3 times were texts. */
  Instant instant(String field) {
    JsonNode value = needed(field);
    return value.isTextual()
        ? Instant.parse(value.textValue())
        : Instant.ofEpochSecond(seconds(field, value), nanos(field, value));
  }

  Optional<Instant> optionalInstant(String field) {
    return object.has(field) ? Optional.of(instant(field)) : Optional.empty();
  }

  Duration duration(String field) {
    JsonNode value = needed(field);
    return value.isTextual()
        ? Duration.parse(value.textValue())
        : Duration.ofSeconds(seconds(field, value), nanos(field, value));
  }

  Optional<Duration> optionalDuration(String field) {
    return object.has(field) ? Optional.of(duration(field)) : Optional.empty();
  }

  private static long seconds(String field, JsonNode value) {
    return numberOfPair(field, value, 0);
  }

  private static long nanos(String field, JsonNode value) {
    return numberOfPair(field, value, 1);
  }

  private static long numberOfPair(String field, JsonNode value, int index) {
    if (value.size() != 2 || !value.path(index).canConvertToExactIntegral()) {
      throw new UnreadableException("field " + field + " is no time");
    }
    return value.path(index).longValue();
  }

  <T> T object(String field, Form<T> form) {
    return form.read(child(needed(field)));
  }

  <T> Optional<T> optional(String field, Form<T> form) {
    return object.has(field) ? Optional.of(object(field, form)) : Optional.empty();
  }

  <T> List<T> list(String field, Form<T> form) {
    return items(field, it -> form.read(child(it)));
  }

  <T> List<T> texts(String field, Function<String, T> type) {
    return items(
        field,
        it -> {
          if (!it.isTextual()) {
            throw new UnreadableException("field " + field + " has an item that is no text");
          }
          return type.apply(it.textValue());
        });
  }

  List<Integer> numbers(String field) {
    return items(field, JsonNode::intValue);
  }

  /** Reads settings by their places; before form 3 they stood where they were named. */
  Settings settings(String field) {
    JsonNode value = needed(field);
    return value.path(0).isObject()
        ? Settings.of(list(field, SettingForm.FORM))
        : placed.at(field, value);
  }

  /** Reads the value of a setting, sealed or not. */
  String secret(SettingKey key) {
    return object.has("sealed") ? seal.open(text("sealed"), place(app, key)) : text("value");
  }

  /** Reads paths to warm up, sealed or not; before form 5 they never were. */
  List<String> paths(String field) {
    List<JsonNode> items = items(field, it -> it);
    ImmutableList.Builder<String> paths = ImmutableList.builderWithExpectedSize(items.size());
    for (int index = 0; index < items.size(); index++) {
      JsonNode item = items.get(index);
      paths.add(
          item.isTextual()
              ? item.textValue()
              : seal.open(child(item).text("sealed"), place(app, index)));
    }
    return paths.build();
  }

  /** Where a path to warm up stands, in whichever list: the app goes with it through every swap. */
  static String place(String app, int index) {
    return app + "/warm-up path/" + index;
  }

  /** Where the value of a setting stands: the app goes with it through every swap. */
  static String place(String app, SettingKey key) {
    return app + "/" + key.category().name() + "/" + key.name().spelling().toLowerCase(Locale.ROOT);
  }

  private In child(JsonNode node) {
    if (!node.isObject()) {
      throw new UnreadableException("an object is missing");
    }
    return new In(node, seal, app, placed);
  }

  private <T> List<T> items(String field, Function<JsonNode, T> read) {
    JsonNode array = needed(field);
    if (!array.isArray()) {
      throw new UnreadableException("field " + field + " is no list");
    }
    ImmutableList.Builder<T> items = ImmutableList.builderWithExpectedSize(array.size());
    array.forEach(it -> items.add(read.apply(it)));
    return items.build();
  }

  private JsonNode needed(String field) {
    @Nullable JsonNode value = object.get(field);
    if (value == null) {
      throw new UnreadableException("field " + field + " is missing");
    }
    return value;
  }
}
