package io.slots.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.slots.server.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Who may do what, what is told of it, and what never is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class AccessTest {
  private static final String SECRET = "correct-horse-battery-staple";
  private static final String APP = "/api/v1/apps/shop";
  private static final String ARM =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/shop";
  private static final String VERSION = "?api-version=2024-04-01";

  private Path directory;
  private final Watch watch = new Watch();
  private TestServer server;

  @BeforeAll
  void start(@TempDir Path given) {
    directory = given;
    server = TestServer.start(directory, Optional.empty(), watch);
    server.post("/api/v1/apps", "{\"name\":\"shop\"}");
    server.patch(
        APP + "/slots/production/settings",
        "{\"set\":[{\"name\":\"PASSWORD\",\"value\":\"" + SECRET + "\"}]}");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private TestServer.Reply nobody(String method, String path) {
    return server.send(Optional.empty(), method, path, HttpRequest.BodyPublishers.noBody());
  }

  @Test
  void withoutATokenNothingIsTold() {
    for (String path : new String[] {APP, ARM + VERSION, "/api/v1/tokens", "/api/v1/events"}) {
      TestServer.Reply reply = nobody("GET", path);
      assertThat(reply.status()).as(path).isEqualTo(401);
      assertThat(reply.text()).contains("Authorization: Bearer");
      assertThat(reply.response().headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
    assertThat(nobody("GET", "/api/v1/health").status()).isEqualTo(200);
    assertThat(nobody("GET", "/api/v1/openapi.json").status()).isEqualTo(200);
  }

  @Test
  void aTokenThatIsWrongExpiredOrTakenBackIsNone() {
    assertThat(server.as("slots_00000000_" + "A".repeat(43), "GET", APP, "").status())
        .isEqualTo(401);
    assertThat(server.as(server.owner() + "x", "GET", APP, "").status()).isEqualTo(401);
    assertThat(server.as("nonsense", "GET", APP, "").status()).isEqualTo(401);

    JsonNode made =
        server.post("/api/v1/tokens", "{\"name\":\"short\",\"role\":\"READER\",\"days\":1}").json();
    String token = made.path("token").asText();
    assertThat(server.as(token, "GET", APP, "").status()).isEqualTo(200);
    watch.pass(Duration.ofDays(2));
    TestServer.Reply expired = server.as(token, "GET", APP, "");
    assertThat(expired.status()).isEqualTo(401);
    assertThat(expired.text()).contains("expired");

    String other = server.token(Role.READER);
    assertThat(server.as(other, "GET", APP, "").status()).isEqualTo(200);
    String id = other.substring("slots_".length(), other.lastIndexOf('_', 14));
    assertThat(server.delete("/api/v1/tokens/" + id).status()).isEqualTo(204);
    assertThat(server.as(other, "GET", APP, "").status()).isEqualTo(401);
  }

  @Test
  void aReaderSeesNoValueAndChangesNothing() {
    String reader = server.token(Role.READER);
    assertThat(server.as(reader, "GET", APP + "/slots/production/settings", "").text())
        .contains("PASSWORD")
        .doesNotContain(SECRET);
    assertThat(
            server.as(reader, "GET", APP + "/slots/production/settings?values=true", "").status())
        .isEqualTo(403);
    assertThat(server.as(reader, "POST", ARM + "/config/appsettings/list" + VERSION, "").status())
        .isEqualTo(403);
    assertThat(server.as(reader, "GET", ARM + "/config/web" + VERSION, "").text())
        .doesNotContain(SECRET);
    for (String call :
        new String[] {
          "POST " + APP + "/slots",
          "PATCH " + APP + "/slots/production/settings",
          "POST " + APP + "/swaps",
          "POST " + APP + "/slots/production/deployments",
          "PUT " + ARM + "/config/appsettings" + VERSION,
          "DELETE " + ARM + VERSION,
          "POST /api/v1/tokens",
          "GET /api/v1/audit"
        }) {
      String[] words = call.split(" ", 2);
      TestServer.Reply reply = server.as(reader, words[0], words[1], "{}");
      assertThat(reply.status()).as(call).isEqualTo(403);
      assertThat(reply.text()).contains("may READ");
    }
    assertThat(server.get(APP).json().path("slots")).hasSize(1);
  }

  @Test
  void anOperatorSeesValuesIfAskedAndMakesNoApps() {
    String operator = server.token(Role.OPERATOR);
    String settings = APP + "/slots/production/settings";
    assertThat(server.as(operator, "GET", settings, "").text()).doesNotContain(SECRET);
    assertThat(server.as(operator, "GET", settings + "?values=true", "").text()).contains(SECRET);
    assertThat(server.as(operator, "POST", "/api/v1/apps", "{\"name\":\"other\"}").status())
        .isEqualTo(403);
    assertThat(server.as(operator, "POST", "/api/v1/tokens", "{}").status()).isEqualTo(403);
  }

  @Test
  void aSessionNeedsWhatNoOtherSiteKnows() {
    TestServer.Reply begun =
        server.send(
            Optional.empty(),
            "POST",
            "/api/v1/session",
            HttpRequest.BodyPublishers.ofString("{\"token\":\"" + server.owner() + "\"}"));
    assertThat(begun.status()).isEqualTo(201);
    String cookie = begun.response().headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie).contains("HttpOnly").containsIgnoringCase("SameSite=Strict");
    String csrf = begun.json().path("csrf").asText();
    String session = cookie.split(";", 2)[0];

    server.post("/api/v1/apps", "{\"name\":\"sold\"}");
    assertThat(bySession(session, "GET", Optional.empty()).status()).isEqualTo(200);
    assertThat(bySession(session, "DELETE", Optional.empty()).status()).isEqualTo(403);
    assertThat(bySession(session, "DELETE", Optional.of("guessed")).status()).isEqualTo(403);
    assertThat(
            server
                .send(
                    HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/session"))
                        .header("Cookie", session)
                        .POST(
                            HttpRequest.BodyPublishers.ofString(
                                "{\"token\":\"" + server.owner() + "\"}"))
                        .build())
                .status())
        .isEqualTo(201);
    assertThat(bySession("slots-session=guessed", "GET", Optional.empty()).status()).isEqualTo(401);
    assertThat(server.get("/api/v1/apps/sold").status()).isEqualTo(200);
    assertThat(bySession(session, "DELETE", Optional.of(csrf)).status()).isIn(200, 202);
  }

  private TestServer.Reply bySession(String cookie, String method, Optional<String> csrf) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/apps/sold"))
            .header("Cookie", cookie)
            .header("Prefer", "wait=30")
            .method(method, HttpRequest.BodyPublishers.noBody());
    csrf.ifPresent(it -> request.header("X-CSRF-Token", it));
    return server.send(request.build());
  }

  @Test
  void deploymentToolsShowTheTokenAsAPassword() {
    String basic = Base64.getEncoder().encodeToString(("deploy:" + server.owner()).getBytes(UTF_8));
    TestServer.Reply reply =
        server.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/scm/shop/api/zipdeploy"))
                .header("Authorization", "Basic " + basic)
                .POST(HttpRequest.BodyPublishers.ofString("no zip"))
                .build());
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.text()).contains("no zip or jar");
  }

  @Test
  void aClientLogsInAsAServiceWhoseSecretIsAToken() {
    TestServer.Reply reply =
        server.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/any-tenant/oauth2/v2.0/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(
                    HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=ci&client_secret="
                            + server.owner()))
                .build());
    assertThat(reply.status()).isEqualTo(200);
    assertThat(server.as(reply.json().path("access_token").asText(), "GET", APP, "").status())
        .isEqualTo(200);
  }

  @Test
  void whatIsKeptHoldsNoTokenAndTheAuditLogTellsWhoDidWhat() throws IOException {
    String operator = server.token(Role.OPERATOR);
    server.as(operator, "GET", APP + "/slots/production/settings?values=true", "");
    server.as(operator, "POST", "/api/v1/apps", "{\"name\":\"other\"}");

    String kept =
        Files.readString(directory.resolve("tokens.json"))
            + Files.readString(directory.resolve("audit.log"));
    String secretPart = operator.substring(operator.lastIndexOf('_', 14) + 1);
    assertThat(kept).doesNotContain(secretPart).doesNotContain(SECRET);
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(directory.resolve("tokens.json"))))
        .isEqualTo("rw-------");

    JsonNode lines = server.get("/api/v1/audit").json().path("lines");
    assertThat(lines.get(0).path("status").asInt()).isEqualTo(403);
    assertThat(lines.get(0).path("who").asText()).isEqualTo("a OPERATOR");
    assertThat(lines.get(1).path("action").asText())
        .isEqualTo("GET /api/v1/apps/{app}/slots/{slot}/settings");
    assertThat(lines.get(1).path("of").path("app").asText()).isEqualTo("shop");
  }

  /** A clock that a test sets forward. */
  private static final class Watch extends Clock {
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    void pass(Duration time) {
      now = now.plus(time);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
