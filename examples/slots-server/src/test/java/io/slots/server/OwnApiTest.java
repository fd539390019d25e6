package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The server's own API, with real processes behind the real proxy. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class OwnApiTest {
  private Path directory;
  private TestServer server;

  @BeforeAll
  void stagingAndProduction(@TempDir Path given) {
    directory = given;
    server = TestServer.start(directory);
    assertThat(server.post("/api/v1/apps", "{\"name\":\"shop\"}").status()).isEqualTo(201);
    assertThat(server.post("/api/v1/apps/shop/slots", "{\"name\":\"staging\"}").status())
        .isEqualTo(201);
    configure("production", "production");
    configure("staging", "staging");
    deploy("production", "v1");
    deploy("staging", "v2");
  }

  @AfterAll
  void stop() {
    server.close();
  }

  /** Whatever went before: v1 is in production, v2 in staging. */
  @BeforeEach
  void asAtFirst() {
    bring("v1");
    assertThat(server.visit("shop-staging.localhost")).contains("v2 on");
  }

  private void bring(String version) {
    // A slot serves before the operation that brought it to that has ended, and would be in the
    // way.
    Eventually.isTrue(
        () -> server.get("/api/v1/apps/shop/operations").json().path("operations").isEmpty());
    TestServer.Reply brought =
        server.post("/api/v1/apps/shop/versions", "{\"version\":\"" + version + "\"}");
    assertThat(brought.status()).as(brought.text()).isIn(200, 202);
    if (!brought.json().path("already").asBoolean()) {
      ended(brought.json().path("operation").path("id").asText(), "COMPLETED");
    }
  }

  private void configure(String slot, String environment) {
    TestServer.Reply reply =
        server.patch(
            "/api/v1/apps/shop/slots/" + slot + "/settings",
            "{\"set\":[{\"name\":\"ENVIRONMENT\",\"value\":\""
                + environment
                + "\"}],\"mark\":[{\"name\":\"ENVIRONMENT\"}]}");
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
  }

  private JsonNode deploy(String slot, String version) {
    TestServer.Reply reply =
        server.upload(
            "/api/v1/apps/shop/slots/" + slot + "/deployments?version=" + version,
            TestPackage.zip(version));
    assertThat(reply.status()).as(reply.text()).isEqualTo(200);
    assertThat(reply.json().path("ending").asText()).isEqualTo("COMPLETED");
    return reply.json();
  }

  @Test
  void aSwapAndItsRollback() {
    TestServer.Reply preview =
        server.post("/api/v1/apps/shop/swaps/preview", "{\"source\":\"staging\"}");
    assertThat(preview.json().path("allowed").asBoolean()).as(preview.text()).isTrue();
    assertThat(preview.json().path("restarts")).hasSize(2);

    TestServer.Reply swap = server.post("/api/v1/apps/shop/swaps", "{\"source\":\"staging\"}");
    assertThat(swap.status()).isEqualTo(200);
    assertThat(swap.json().path("ending").asText()).as(swap.text()).isEqualTo("COMPLETED");
    assertThat(swap.json().path("steps").findValuesAsText("step"))
        .contains("APPLY_SETTINGS", "WARM_UP", "UPDATE_ROUTING");
    assertThat(server.visit("shop.localhost")).contains("v2 on").contains("as production");

    TestServer.Reply rollback =
        server.post(
            "/api/v1/apps/shop/rollbacks",
            "{\"operation\":\"" + swap.json().path("id").asText() + "\"}");
    assertThat(rollback.json().path("ending").asText()).as(rollback.text()).isEqualTo("COMPLETED");
    assertThat(server.visit("shop.localhost")).contains("v1 on").contains("as production");

    JsonNode history = server.get("/api/v1/apps/shop/history?limit=2").json();
    assertThat(history.path("operations").findValuesAsText("kind")).containsExactly("SWAP", "SWAP");
  }

  @Test
  void aRestartTakesTheSettingsOfTodayAndSwapsNothing() {
    TestServer.Reply automatic =
        server.put("/api/v1/apps/shop/slots/staging/auto-swap", "{\"target\":\"production\"}");
    assertThat(automatic.status()).as(automatic.text()).isEqualTo(200);
    configure("staging", "today");

    TestServer.Reply restart = server.post("/api/v1/apps/shop/slots/staging/restart", "");

    assertThat(restart.json().path("ending").asText()).as(restart.text()).isEqualTo("COMPLETED");
    assertThat(restart.json().path("kind").asText()).isEqualTo("RESTART");
    assertThat(server.visit("shop-staging.localhost")).contains("v2 on").contains("as today");
    assertThat(server.visit("shop.localhost")).contains("v1 on");
    assertThat(server.get("/api/v1/apps/shop/history?limit=1").json().findValuesAsText("kind"))
        .containsExactly("RESTART");
  }

  @Test
  void aSwapWithPreviewIsCompletedOrCancelled() {
    String prepare = "{\"source\":\"staging\",\"withPreview\":true}";
    // It pauses, so whoever waits for its end would wait in vain: the answer tells where it stands.
    String id = begin(prepare);
    paused(id);
    assertThat(server.visit("shop-staging.localhost")).contains("v2 on").contains("as production");

    JsonNode cancelled = server.post("/api/v1/apps/shop/slots/staging/swap/cancel", "").json();
    assertThat(cancelled.path("result").asText()).isEqualTo("reverting");
    ended(id, "REVERTED");

    String again = begin(prepare);
    paused(again);
    TestServer.Reply completed = server.post("/api/v1/apps/shop/slots/staging/swap/complete", "");
    assertThat(completed.json().path("ending").asText()).isEqualTo("COMPLETED");
    assertThat(server.visit("shop.localhost")).contains("v2 on");
  }

  private String begin(String order) {
    return server
        .send(
            HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/apps/shop/swaps"))
                .header("Authorization", "Bearer " + server.owner())
                .POST(HttpRequest.BodyPublishers.ofString(order))
                .build())
        .json()
        .path("id")
        .asText();
  }

  private void paused(String id) {
    Eventually.isTrue(
        () ->
            server
                .get("/api/v1/apps/shop/operations/" + id)
                .json()
                .path("state")
                .asText()
                .equals("paused"));
  }

  private void ended(String id, String ending) {
    Eventually.isTrue(
        () ->
            server
                .get("/api/v1/apps/shop/operations/" + id)
                .json()
                .path("ending")
                .asText()
                .equals(ending));
  }

  @Test
  void aReleaseThatDoesNotStartIsTold() {
    TestServer.Reply reply =
        server.upload(
            "/api/v1/apps/shop/slots/staging/deployments?version=v3", TestPackage.broken("v3"));
    assertThat(reply.json().path("ending").asText()).as(reply.text()).isEqualTo("REVERTED");
    assertThat(reply.json().path("reason").asText()).isNotEmpty();
    assertThat(server.visit("shop-staging.localhost")).contains("v2 on");
  }

  @Test
  void anAppIsDeletedWhetherItsEndIsWaitedForOrNot() {
    for (String prefer : new String[] {"wait=30", "nothing"}) {
      assertThat(server.post("/api/v1/apps", "{\"name\":\"brief\"}").status()).isEqualTo(201);
      TestServer.Reply deleted =
          server.send(
              HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/apps/brief"))
                  .header("Authorization", "Bearer " + server.owner())
                  .header("Prefer", prefer)
                  .DELETE()
                  .build());
      assertThat(deleted.status()).as(deleted.text()).isIn(200, 202);
      Eventually.isTrue(() -> server.get("/api/v1/apps/brief").status() == 404);
    }
  }

  @Test
  void aVersionIsBroughtFromWhereverItIs() {
    TestServer.Reply brought = server.post("/api/v1/apps/shop/versions", "{\"version\":\"v2\"}");
    assertThat(brought.status()).isEqualTo(202);
    ended(brought.json().path("operation").path("id").asText(), "COMPLETED");
    TestServer.Reply again = server.post("/api/v1/apps/shop/versions", "{\"version\":\"v2\"}");
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().path("already").asBoolean()).isTrue();
  }

  @Test
  void afterARestartOfTheServerTheSlotsServeAgain() {
    server.close();
    server = TestServer.start(directory);
    Eventually.isTrue(() -> server.visit("shop.localhost").contains("v1 on"));
    Eventually.isTrue(() -> server.visit("shop-staging.localhost").contains("v2 on"));
  }
}
