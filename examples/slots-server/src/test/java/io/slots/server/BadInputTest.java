package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever comes is answered by what is wrong with it, and changes nothing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init")
final class BadInputTest {
  private static final String ARM =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/shop";
  private static final String VERSION = "?api-version=2024-04-01";

  private Path directory;
  private TestServer server;
  private JsonNode before;

  @BeforeAll
  void start(@TempDir Path given) {
    directory = given;
    server = TestServer.start(directory);
    server.post("/api/v1/apps", "{\"name\":\"shop\"}");
    server.post("/api/v1/apps/shop/slots", "{\"name\":\"staging\"}");
    server.put(
        ARM + "/config/appsettings" + VERSION, "{\"properties\":{\"PASSWORD\":\"hunter2\"}}");
    before = server.get("/api/v1/apps/shop").json();
  }

  @AfterEach
  void nothingIsChanged() {
    assertThat(server.get("/api/v1/apps").json().path("apps")).hasSize(1);
    assertThat(server.get("/api/v1/apps/shop").json()).isEqualTo(before);
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "POST  | /api/v1/apps | not json | 400 | not JSON",
        "POST  | /api/v1/apps | {\"name\": | 400 | not JSON",
        "POST  | /api/v1/apps | [] | 400 | wrong type",
        "POST  | /api/v1/apps | null | 400 | is null",
        "POST  | /api/v1/apps | {} | 400 | is missing",
        "POST  | /api/v1/apps | {\"name\":7} | 400 | has the wrong type",
        "POST  | /api/v1/apps | {\"name\":\"a b\"} | 400 | S1.2",
        "POST  | /api/v1/apps | {\"name\":\"ab\",\"nane\":1} | 400 | nane",
        "POST  | /api/v1/apps | {\"name\":\"ab\",\"name\":\"cd\"} | 400 | body",
        "POST  | /api/v1/apps | {\"name\":\"ab\"} {} | 400 | wrong type",
        "POST  | /api/v1/apps | {\"name\":\"shop\"} | 409 | shop",
        "POST  | /api/v1/apps | {\"name\":\"ab\",\"plan\":{\"tier\":\"GOLD\"}} | 400 | PREMIUM",
        "POST  | /api/v1/apps | {\"name\":\"ab\",\"plan\":{\"tier\":1}} | 400 | plan.tier",
        "POST  | /api/v1/apps | {\"name\":\"ab\",\"plan\":{\"tier\":\"BASIC\",\"workers\":0}} | 400 | S2.4",
        "GET   | /api/v1/apps/no_app | | 400 | S1.2",
        "GET   | /api/v1/apps/nobody | | 404 | nobody",
        "GET   | /api/v1/apps/shop/slots/nowhere | | 404 | nowhere",
        "GET   | /api/v1/apps/shop/history?limit=0 | | 400 | limit",
        "GET   | /api/v1/apps/shop/history?limit=ten | | 400 | limit",
        "GET   | /api/v1/apps/shop/operations/none | | 404 | none",
        "GET   | /api/v1/apps/shop/operations/a%20b | | 400 | S8.1",
        "POST  | /api/v1/apps/shop/swaps | {\"source\":\"staging\"} | 409 | S4.8",
        "POST  | /api/v1/apps/shop/swaps | {\"source\":\"staging\",\"limits\":{\"drainSeconds\":-1}} | 400 | S4.11",
        "POST  | /api/v1/apps/shop/rollbacks | {\"operation\":\"none\"} | 404 | none",
        "PUT   | /api/v1/apps/shop/traffic | {\"shares\":[{\"slot\":\"staging\",\"percent\":101}]} | 400 | S7.1",
        "PUT   | /api/v1/apps/shop/traffic | {\"shares\":[{\"slot\":\"staging\",\"percent\":\"9\"}]} | 400 | percent",
        "PUT   | /api/v1/apps/shop/traffic | {\"shares\":[null]} | 400 | shares[]",
        "PATCH | /api/v1/apps/shop/slots/staging/settings | {\"set\":[{\"name\":\"=\",\"value\":\"x\"}]} | 400 | S3.1",
        "PATCH | /api/v1/apps/shop/slots/staging/settings | {\"set\":[{\"name\":\"X\",\"value\":1}]} | 400 | set.[0].value",
        "DELETE| /api/v1/apps/shop/slots/production | | 409 | S1.1",
        "DELETE| /api/v1/apps | | 405 | does not answer DELETE",
        "GET   | /api/v1/nothing | | 404 | openapi.json",
        "GET   | ARM | | 400 | api-version",
        "GET   | ARM?api-version=tomorrow | | 400 | 2024-04-01",
        "GET   | ARM?api-version=2001-01-01 | | 400 | 2024-04-01",
        "PUT   | ARM/config/appsettings?api-version=2024-04-01 | {\"properties\":[]} | 400 | properties",
        "PUT   | ARM/config/appsettings?api-version=2024-04-01 | {\"properties\":{\"A\":{}}} | 400 | properties.A",
        "PUT   | ARM/config/appsettings?api-version=2024-04-01 | [1] | 400 | the body",
        "PUT   | ARM/config/connectionstrings?api-version=2024-04-01 | {\"properties\":{\"c\":{\"type\":\"Oracle\",\"value\":\"v\"}}} | 400 | PostgreSQL",
        "PUT   | ARM/config/slotConfigNames?api-version=2024-04-01 | {\"properties\":{\"appSettingNames\":\"A\"}} | 400 | appSettingNames",
        "PATCH | ARM/config/web?api-version=2024-04-01 | {\"properties\":{\"alwaysOn\":\"yes\"}} | 400 | alwaysOn",
        "PATCH | ARM/slots/staging/config/web?api-version=2024-04-01 | {\"properties\":{\"autoSwapSlotName\":\"nowhere\"}} | 404 | nowhere",
        "POST  | ARM/slots/staging/slotsswap?api-version=2024-04-01 | {} | 400 | targetSlot",
        "POST  | ARM/slots/staging/slotsswap?api-version=2024-04-01 | {\"targetSlot\":7} | 400 | targetSlot",
        "PUT   | ARM/slots/new?api-version=2024-04-01 | {\"properties\":{\"serverFarmId\":\"/x/other\"}} | 501 | server farm",
        "PUT   | /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/new?api-version=2024-04-01 | {} | 400 | location",
        "PUT   | /subscriptions/s/resourceGroups/g/providers/Microsoft.Web/serverfarms/f?api-version=2024-04-01 | {\"sku\":{\"name\":\"GOLD\"}} | 400 | sku",
        "POST  | ARM/backups?api-version=2024-04-01 | {} | 404 | nothing is served",
        "POST  | /scm/shop/api/publish?type=war | x | 400 | zip, jar",
        "POST  | /scm/nobody/api/zipdeploy | x | 404 | nobody",
        "POST  | /api/zipdeploy | x | 404 | SCM host",
      })
  void isAnsweredByWhatIsWrong(
      String method, String path, String body, int status, String message) {
    TestServer.Reply reply =
        server.as(
            server.owner(), method, path.replace("ARM", ARM), Optional.ofNullable(body).orElse(""));
    assertThat(reply.status()).as(reply.text()).isEqualTo(status);
    assertThat(reply.text()).contains(message).doesNotContain("hunter2").doesNotContain("\tat ");
  }

  @Test
  void bodiesThatAreTooLargeAreRefusedInSoManyWords() {
    String large = "{\"name\":\"" + "x".repeat(10 << 20) + "\"}";
    assertThat(server.post("/api/v1/apps", large).status()).isEqualTo(413);
    assertThat(server.put(ARM + "/config/appsettings" + VERSION, large).status()).isEqualTo(413);
    assertThat(
            server
                .upload("/api/v1/apps/shop/slots/staging/deployments", new byte[48 << 20])
                .status())
        .isEqualTo(413);
    String deep = "[".repeat(100_000);
    assertThat(server.put(ARM + "/config/appsettings" + VERSION, deep).status()).isEqualTo(400);
  }

  /** It announces a body and sends none: whoever waited for that would wait for the client. */
  @Test
  void nobodyKnownKeepsTheServerWaitingForARefusedBody() throws IOException {
    try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      client.setSoTimeout(15_000); // The server gives up on a silent client after twice as long.
      String request =
          "POST /api/v1/apps HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n{";
      client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));

      String answer =
          new BufferedReader(
                  new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))
              .readLine();

      assertThat(answer).startsWith("HTTP/1.1 401");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/apps/../tokens",
    "/api/v1/apps/%2e%2e/tokens",
    "/api/v1/apps/shop%2Fslots%2Fstaging",
    "/api/v1/apps/shop;x=1/slots",
    "/api/v1/apps/shop/..%2f..%2f",
    "/api/v1//apps",
    "/api/v1/apps/%00",
    "/api/v1/apps/%zz"
  })
  void pathsWithTwoReadingsHaveNone(String path) throws IOException {
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n");
    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer).doesNotContain("Exception").doesNotContain("\tat ");
  }

  @Test
  void headersThatAreTooLargeAreRefused() throws IOException {
    assertThat(
            raw(
                "GET /api/v1/apps HTTP/1.1\r\nHost: localhost\r\nX: "
                    + "x".repeat(40_000)
                    + "\r\n"))
        .startsWith("HTTP/1.1 431");
  }

  /** As it stands: a client that knows better would put it right. */
  private String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      String request =
          head + "Authorization: Bearer " + server.owner() + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void packagesThatLeadOutOfThemselvesAreRefused() throws IOException {
    for (String name : new String[] {"../evil.sh", "/etc/evil", "a/../../evil", "..\\evil"}) {
      TestServer.Reply reply = deploy(zip(name));
      assertThat(reply.status()).as(name).isEqualTo(400);
      assertThat(reply.text()).contains("leads out of it");
    }
    assertThat(deploy(zip("README")).text()).contains("nothing in the package can be started");
    assertThat(deploy("no zip".getBytes(StandardCharsets.UTF_8)).text()).contains("no zip or jar");
    assertThat(deploy(new byte[0]).status()).isEqualTo(400);
    try (Stream<Path> left = Files.list(directory.resolve("packages"))) {
      assertThat(left).isEmpty();
    }
  }

  @Test
  void aPackageThatUnpacksToMuchIsRefused() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("run.sh"));
      zip.write(new byte[70 << 20]);
      zip.closeEntry();
    }
    assertThat(bytes.size()).isLessThan(1 << 20);
    assertThat(deploy(bytes.toByteArray()).status()).isEqualTo(413);
  }

  private TestServer.Reply deploy(byte[] bytes) {
    return server.upload("/api/v1/apps/shop/slots/staging/deployments", bytes);
  }

  private static byte[] zip(String entry) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write('x');
      zip.closeEntry();
    }
    return bytes.toByteArray();
  }

  @Test
  void aMethodInAHeaderIsNotBelieved() {
    TestServer.Reply reply =
        server.send(
            HttpRequest.newBuilder(URI.create(server.address() + "/api/v1/apps/shop"))
                .header("Authorization", "Bearer " + server.owner())
                .header("X-HTTP-Method-Override", "DELETE")
                .GET()
                .build());
    assertThat(reply.status()).isEqualTo(400);
  }
}
