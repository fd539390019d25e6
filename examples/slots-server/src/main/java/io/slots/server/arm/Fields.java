package io.slots.server.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.slots.server.http.Trouble;
import io.slots.server.http.TroubleException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object in a body, whose fields are read by type. A field of another type is refused by its
 * path; its value is not shown.
 */
final class Fields {
  private final JsonNode node;
  private final String path;

  private Fields(JsonNode node, String path) {
    this.node = node;
    this.path = path;
  }

  /** The body, which has to be an object. */
  static Fields of(JsonNode body) {
    return object(body, "");
  }

  private static Fields object(JsonNode node, String path) {
    if (!node.isObject() && !isAbsent(node)) {
      throw wrong(path, "an object");
    }
    return new Fields(isAbsent(node) ? MissingNode.getInstance() : node, path);
  }

  private static boolean isAbsent(JsonNode node) {
    return node.isMissingNode() || node.isNull();
  }

  private static TroubleException wrong(String path, String wanted) {
    return Trouble.of(
            400,
            "InvalidRequestContent",
            (path.isEmpty() ? "the body" : "\"" + path + "\"") + " is not " + wanted)
        .exception();
  }

  private String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  /** Whether the object itself is there. */
  boolean exists() {
    return !node.isMissingNode();
  }

  /** Whether there is such a field, null or not. */
  boolean has(String name) {
    return node.has(name);
  }

  /** Whether there is such a field, and it is not null. */
  boolean isNotNull(String name) {
    return node.hasNonNull(name);
  }

  /** An object in a field; one without fields if there is none. */
  Fields object(String name) {
    return object(node.path(name), pathOf(name));
  }

  Optional<String> text(String name) {
    JsonNode field = node.path(name);
    if (isAbsent(field)) {
      return Optional.empty();
    }
    if (!field.isTextual()) {
      throw wrong(pathOf(name), "a string");
    }
    return Optional.of(field.textValue());
  }

  /** A string that has to be there, and not be empty. */
  String required(String name) {
    return text(name)
        .filter(it -> !it.isBlank())
        .orElseThrow(
            () ->
                Trouble.of(400, "InvalidRequestContent", "\"" + pathOf(name) + "\" is missing")
                    .exception());
  }

  Optional<Boolean> flag(String name) {
    JsonNode field = node.path(name);
    if (isAbsent(field)) {
      return Optional.empty();
    }
    if (!field.isBoolean()) {
      throw wrong(pathOf(name), "true or false");
    }
    return Optional.of(field.booleanValue());
  }

  Optional<Integer> number(String name) {
    JsonNode field = node.path(name);
    if (isAbsent(field)) {
      return Optional.empty();
    }
    if (!field.canConvertToExactIntegral() || !field.canConvertToInt()) {
      throw wrong(pathOf(name), "a whole number");
    }
    return Optional.of(field.intValue());
  }

  Optional<Double> decimal(String name) {
    JsonNode field = node.path(name);
    if (isAbsent(field)) {
      return Optional.empty();
    }
    if (!field.isNumber()) {
      throw wrong(pathOf(name), "a number");
    }
    return Optional.of(field.doubleValue());
  }

  /** The strings of a list; none if there is no such field. */
  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (!item.isTextual()) {
        throw wrong(pathOf(name), "a list of strings");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** The objects of a list; none if there is no such field. */
  List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    for (JsonNode item : list(name)) {
      if (!item.isObject()) {
        throw wrong(pathOf(name), "a list of objects");
      }
      objects.add(new Fields(item, pathOf(name) + "[]"));
    }
    return objects;
  }

  private Iterable<JsonNode> list(String name) {
    JsonNode field = node.path(name);
    if (!isAbsent(field) && !field.isArray()) {
      throw wrong(pathOf(name), "a list");
    }
    return field;
  }

  /** All fields, which have to be strings; those that are null are left out. */
  Map<String, String> dictionary() {
    Map<String, String> all = new LinkedHashMap<>();
    names().forEach(name -> text(name).ifPresent(value -> all.put(name, value)));
    return all;
  }

  /** The names of all fields. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
