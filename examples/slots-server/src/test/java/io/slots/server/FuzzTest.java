package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.slots.server.access.Role;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/**
 * Every call of the OpenAPI document, with bodies that follow its schemas and then do not, by a
 * reader, who may change nothing, and by an owner. No answer is an accident, none shows a secret,
 * and the document tells the truth about what is served.
 */
@SuppressWarnings("NullAway.Init")
class FuzzTest {
  private static final String SECRET = "correct-horse-battery-staple";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> STRINGS =
      List.of(
          "",
          " ",
          "shop",
          "staging",
          "production",
          "PRODUCTION",
          "a",
          "no_name",
          "../x",
          "%00",
          "\u0000",
          "\uD83D\uDE00",
          "'; DROP TABLE app; --",
          "${jndi:ldap://x}",
          "<script>",
          "x".repeat(300),
          "A=B",
          "READER",
          "PREMIUM",
          "APP_SETTING",
          "-1",
          "null",
          "true");

  /** Calls of Azure's clients, with bodies that are good. */
  private static final List<String> AZURE =
      List.of(
          "PUT sites/fuzzed {\"location\":\"x\",\"kind\":\"app\",\"tags\":{\"a\":\"b\"},"
              + "\"properties\":{\"siteConfig\":{\"alwaysOn\":true,"
              + "\"appSettings\":[{\"name\":\"A\",\"value\":\"1\"}]}}}",
          "PATCH sites/shop {\"properties\":{\"siteConfig\":{\"nodeVersion\":\"18\"}}}",
          "PUT sites/shop/slots/staging {\"location\":\"x\",\"properties\":{\"siteConfig\":{}}}",
          "PUT serverfarms/farm {\"location\":\"x\",\"sku\":{\"name\":\"S1\",\"capacity\":1},"
              + "\"properties\":{\"reserved\":false}}",
          "PUT sites/shop/config/appsettings {\"properties\":{\"A\":\"1\",\"B\":\"2\"}}",
          "PUT sites/shop/config/connectionstrings {\"properties\":{\"c\":{\"type\":\"Custom\","
              + "\"value\":\"v\"}}}",
          "PUT sites/shop/config/slotConfigNames {\"properties\":{\"appSettingNames\":[\"A\"],"
              + "\"connectionStringNames\":[\"c\"]}}",
          "PATCH sites/shop/config/web {\"properties\":{\"webSocketsEnabled\":true,"
              + "\"javaVersion\":\"17\",\"experiments\":{\"rampUpRules\":[{\"name\":\"staging\","
              + "\"reroutePercentage\":0}]}}}",
          "PATCH sites/shop/slots/staging/config/web {\"properties\":{\"autoSwapSlotName\":"
              + "\"production\"}}",
          "POST sites/shop/slots/staging/slotsswap {\"targetSlot\":\"production\","
              + "\"preserveVnet\":true}",
          "POST sites/shop/slots/staging/slotsdiffs {\"targetSlot\":\"production\"}",
          "POST sites/shop/slots/staging/applySlotConfig {\"targetSlot\":\"production\"}",
          "POST sites/shop/slots/staging/resetSlotConfig {\"targetSlot\":\"production\"}",
          "POST checknameavailability {\"name\":\"shop\",\"type\":\"Site\"}");

  private static Path directory;
  private static TestServer server;
  private static String reader;
  private static List<Call> calls;
  private static JsonNode schemas;
  private static final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private static PrintStream err;

  /** A call as the document has it. */
  private record Call(String method, String path, JsonNode operation) {}

  @BeforeContainer
  static void start() throws IOException {
    err = System.err;
    System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    directory = Files.createTempDirectory("fuzz");
    server = TestServer.start(directory);
    reader = server.token(Role.READER);
    server.post("/api/v1/apps", "{\"name\":\"shop\"}");
    server.post("/api/v1/apps/shop/slots", "{\"name\":\"staging\"}");
    server.patch(
        "/api/v1/apps/shop/slots/staging/settings",
        "{\"set\":[{\"name\":\"PASSWORD\",\"value\":\"" + SECRET + "\"}]}");
    JsonNode document = server.get("/api/v1/openapi.json").json();
    schemas = document.path("components").path("schemas");
    calls = new ArrayList<>();
    document
        .path("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        it -> calls.add(new Call(it.getKey(), path.getKey(), it.getValue()))));
    assertThat(calls).hasSizeGreaterThan(30);
  }

  @AfterContainer
  static void stop() throws IOException {
    server.close();
    System.setErr(err);
    try (Stream<Path> all = Files.walk(directory)) {
      all.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
    }
    assertThat(logged.toString(StandardCharsets.UTF_8)).doesNotContain(SECRET);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 250, shrinking = ShrinkingMode.OFF)
  void aReaderChangesNothingWhateverIsSent(@ForAll("seeds") long seed) {
    JsonNode before = state();
    Random random = new Random(seed);
    Call call = pick(random);
    TestServer.Reply reply = send(call, reader, random);
    assertThat(reply.status()).as(call + " " + seed + " " + reply.text()).isIn(allowed());
    assertThat(reply.text()).doesNotContain(SECRET);
    assertThat(state()).as(call + " " + seed).isEqualTo(before);
  }

  @Property(tries = 250, shrinking = ShrinkingMode.OFF)
  void noAnswerToAnOwnerIsAnAccident(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    Call call = pick(random);
    if (call.path().contains("/tokens")) {
      return;
    }
    JsonNode before = state();
    TestServer.Reply reply = send(call, server.owner(), random);
    assertThat(reply.status()).as(call + " " + seed + " " + reply.text()).isIn(allowed());
    if (reply.status() >= 400) {
      // What is no request at all is told by the web server itself, in its own form.
      JsonNode told = reply.json();
      assertThat(told.path("detail").asText() + told.path("message").asText())
          .as(reply.status() + " " + reply.text() + " to " + call + " " + seed)
          .isNotEmpty();
      assertThat(reply.text()).doesNotContain(SECRET);
      assertThat(state()).as(call + " " + seed).isEqualTo(before);
    }
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void noAnswerToAnAzureClientIsAnAccident(@ForAll("seeds") long seed) throws IOException {
    Random random = new Random(seed);
    String[] call = AZURE.get(random.nextInt(AZURE.size())).split(" ", 3);
    JsonNode body = JSON.readTree(call[2]);
    for (int i = random.nextInt(4); i > 0; i--) {
      spoil(body, random);
    }
    String site = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/";
    TestServer.Reply reply =
        server.as(
            server.owner(),
            call[0],
            site + call[1] + "?api-version=2024-04-01",
            text(body, random));
    assertThat(reply.status())
        .as(call[0] + " " + call[1] + " " + body + " " + reply.text())
        .isIn(200, 202, 400, 404, 409, 501);
    if (reply.status() >= 400) {
      assertThat(reply.json().path("error").path("message").asText()).isNotEmpty();
    }
  }

  /** Puts anything in the place of something. */
  private static void spoil(JsonNode node, Random random) {
    if (node instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = new ArrayList<>();
      object.fieldNames().forEachRemaining(names::add);
      String name = names.get(random.nextInt(names.size()));
      if (object.get(name).isContainerNode() && random.nextInt(3) > 0) {
        spoil(object.get(name), random);
      } else if (random.nextInt(4) == 0) {
        object.remove(name);
      } else {
        object.set(
            name,
            random.nextBoolean()
                ? anything(random)
                : JsonNodeFactory.instance.textNode(string(random)));
      }
    } else if (node instanceof ArrayNode array && !array.isEmpty()) {
      spoil(array.get(random.nextInt(array.size())), random);
    }
  }

  private static List<Integer> allowed() {
    return List.of(200, 201, 202, 204, 400, 401, 403, 404, 405, 406, 409, 413);
  }

  /** All but the number of the apps' operations, which look the same. */
  private static JsonNode state() {
    ArrayNode state = JsonNodeFactory.instance.arrayNode();
    for (JsonNode app : server.get("/api/v1/apps").json().path("apps")) {
      state.add(server.get("/api/v1/apps/" + app.asText()).json());
    }
    return state;
  }

  private static Call pick(Random random) {
    List<Call> sendable = calls.stream().filter(it -> !it.path().endsWith("/events")).toList();
    return sendable.get(random.nextInt(sendable.size()));
  }

  private static TestServer.Reply send(Call call, String token, Random random) {
    StringBuilder path = new StringBuilder(call.path());
    for (JsonNode parameter : call.operation().path("parameters")) {
      String name = parameter.path("name").asText();
      String value =
          URLEncoder.encode(known(name, random), StandardCharsets.UTF_8).replace("+", "%20");
      if (parameter.path("in").asText().equals("path")) {
        int at = path.indexOf("{" + name + "}");
        path.replace(at, at + name.length() + 2, value.isEmpty() ? "x" : value);
      } else if (random.nextBoolean()) {
        path.append(path.indexOf("?") < 0 ? "?" : "&").append(name).append('=').append(value);
      }
    }
    JsonNode schema =
        call.operation()
            .path("requestBody")
            .path("content")
            .path("application/json")
            .path("schema");
    String body = schema.isMissingNode() ? string(random) : text(value(schema, random, 0), random);
    return server.as(token, call.method().toUpperCase(Locale.ROOT), path.toString(), body);
  }

  /** Mostly what is there, so that the call comes through to what it does. */
  private static String known(String name, Random random) {
    if (random.nextInt(4) == 0) {
      return string(random);
    }
    return switch (name) {
      case "app" -> "shop";
      case "slot" -> random.nextBoolean() ? "staging" : "production";
      case "values", "withSlots" -> random.nextBoolean() ? "true" : "false";
      case "limit" -> String.valueOf(random.nextInt(2_000) - 500);
      default -> string(random);
    };
  }

  private static String string(Random random) {
    return STRINGS.get(random.nextInt(STRINGS.size()));
  }

  /** Sometimes cut off, so that it is no JSON. */
  private static String text(JsonNode node, Random random) {
    String text = node.toString();
    return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length() + 1)) : text;
  }

  private static JsonNode value(JsonNode given, Random random, int depth) {
    JsonNode schema = resolved(given);
    if (random.nextInt(8) == 0 || depth > 5) {
      return anything(random);
    }
    JsonNodeFactory make = JsonNodeFactory.instance;
    if (schema.has("enum")) {
      JsonNode values = schema.path("enum");
      return values.get(random.nextInt(values.size()));
    }
    return switch (schema.path("type").asText("object")) {
      case "string" -> make.textNode(string(random));
      case "integer" -> make.numberNode(random.nextInt(10) - 2);
      case "number" -> make.numberNode(random.nextInt(2_000) / 10.0 - 20);
      case "boolean" -> make.booleanNode(random.nextBoolean());
      case "array" -> {
        ArrayNode array = make.arrayNode();
        for (int i = random.nextInt(3); i > 0; i--) {
          array.add(value(schema.path("items"), random, depth + 1));
        }
        yield array;
      }
      default -> {
        ObjectNode object = make.objectNode();
        schema
            .path("properties")
            .fields()
            .forEachRemaining(
                it -> {
                  if (random.nextInt(5) > 0) {
                    object.set(it.getKey(), value(it.getValue(), random, depth + 1));
                  }
                });
        if (random.nextInt(10) == 0) {
          object.put("surprise", 1);
        }
        yield object;
      }
    };
  }

  private static JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asText("");
    return reference.isEmpty()
        ? schema
        : schemas.path(reference.substring(reference.lastIndexOf('/') + 1));
  }

  private static JsonNode anything(Random random) {
    try {
      return JSON.readTree(
          List.of("null", "7", "-1.5", "1e400", "true", "[]", "{}", "\"\"", "[[]]", "{\"a\":{}}")
              .get(random.nextInt(10)));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
