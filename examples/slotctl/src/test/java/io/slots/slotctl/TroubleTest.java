package io.slots.slotctl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong is told in a line, by an exit code, and without a secret. */
final class TroubleTest {
  private static final String TOKEN = "slots_0a1b2c3d_" + "S".repeat(43);

  private record Said(int code, String out, String err) {}

  private static Said slotctl(Map<String, String> environment, String... args) {
    return slotctl(environment, Optional.empty(), args);
  }

  private static Said slotctl(
      Map<String, String> environment, Optional<Function<String, String>> person, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out, true), new PrintWriter(err, true), false, person);
    int code = Slotctl.run(terminal, environment, args);
    return new Said(code, out.toString(), err.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TOKEN\nTOKEN\n",
        "TOKEN\r\nsecond",
        "hunter2",
        "a password: SSSSSSSSSSSSSSSSSSSSSSSSS",
        "",
        "\u00e9"
      })
  @DisplayName("a file that holds no token is named, and what it holds is not")
  void tokenFile_ofAnotherForm_isNotRepeated(String content, @TempDir Path directory)
      throws IOException {
    Path file = Files.writeString(directory.resolve("token"), content.replace("TOKEN", TOKEN));

    Said said =
        slotctl(
            Map.of("SLOTS_SERVER", "http://127.0.0.1:1", "SLOTS_TOKEN_FILE", file.toString()),
            "app",
            "list",
            "--stacktrace");

    assertThat(said.code()).isEqualTo(ExitCodes.NOT_ALLOWED);
    assertThat(said.err())
        .startsWith("slotctl: " + file + " holds no token")
        .contains("one line, slots_ID_SECRET")
        .hasLineCount(1)
        .doesNotContain("SSSS", "hunter2");
  }

  @Test
  @DisplayName("a variable that holds no token is named, and what it holds is not")
  void tokenVariable_ofAnotherForm_isNotRepeated() {
    Said said = slotctl(Map.of("SLOTS_TOKEN", TOKEN + "\n" + TOKEN), "app", "list");

    assertThat(said.code()).isEqualTo(ExitCodes.NOT_ALLOWED);
    assertThat(said.err()).startsWith("slotctl: SLOTS_TOKEN holds no token");
    assertThat(said.err()).doesNotContain("SSSS");
  }

  @Test
  @DisplayName("a defect of slotctl is told in one line without what it says, and has its own code")
  void defect_isToldInALine() {
    Function<String, String> person =
        question -> {
          throw new IllegalStateException("marker-3b90");
        };

    Said said = slotctl(Map.of(), Optional.of(person), "app", "delete", "shop");

    assertThat(said.code()).isEqualTo(7);
    assertThat(said.err())
        .startsWith("slotctl: unexpected IllegalStateException in ")
        .contains("--stacktrace")
        .hasLineCount(1)
        .doesNotContain("marker-3b90");
    Said traced = slotctl(Map.of(), Optional.of(person), "app", "delete", "shop", "--stacktrace");
    assertThat(traced.code()).isEqualTo(7);
    assertThat(traced.err()).contains("\tat ", "marker-3b90");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org:8070",
        "ftp://localhost:8070",
        "http://",
        "http://localhost:99999",
        "http://owner:hunter2@localhost:8070",
        "http://localhost:8070/api/v1",
        "http://local host",
        "localhost:http"
      })
  @DisplayName("an address that is none is told as that, with what is accepted, and not repeated")
  void address_ofAnotherForm_isAUsageError(String address) {
    for (Said said :
        List.of(
            slotctl(Map.of("SLOTS_TOKEN", TOKEN), "app", "list", "--server", address),
            slotctl(Map.of("SLOTS_TOKEN", TOKEN, "SLOTS_SERVER", address), "app", "list"))) {
      assertThat(said.code()).isEqualTo(ExitCodes.USAGE);
      assertThat(said.err())
          .containsPattern("slotctl: (--server|SLOTS_SERVER) ")
          .contains("https://HOST:PORT", "localhost:PORT")
          .hasLineCount(1)
          .doesNotContain("hunter2");
    }
  }

  @ParameterizedTest
  @CsvSource({"REVERTED, 0", "REVERTED_SOURCE_DEGRADED, 1", "COMPLETED, 1"})
  @DisplayName("a cancellation is done when all is as it was, and not when instances are missing")
  void cancel_isDoneIfAllIsAsItWas(String ending, int code) throws IOException {
    String operation =
        "{\"id\":\"op-1\",\"app\":\"shop\",\"description\":\"swap\",\"state\":\"ended\",\"ending\":\""
            + ending
            + "\",\"done\":"
            + ending.equals("COMPLETED")
            + "}";
    try (Answers answers =
        Answers.with("{\"result\":\"reverting\",\"operation\":" + operation + "}")) {
      Said said =
          slotctl(
              Map.of("SLOTS_TOKEN", TOKEN, "SLOTS_SERVER", answers.address()),
              "swap",
              "shop",
              "staging",
              "--cancel");

      assertThat(said.code()).as(said.err()).isEqualTo(code);
    }
  }

  @Test
  @DisplayName("what the server tells does not steer the terminal")
  void answers_doNotSteerTheTerminal() throws IOException {
    try (Answers answers = Answers.with("{\"apps\":[\"shop\\u001b[2J\"]}")) {
      Said said =
          slotctl(Map.of("SLOTS_TOKEN", TOKEN, "SLOTS_SERVER", answers.address()), "app", "list");

      assertThat(said.out()).contains("shop").doesNotContain("\u001b");
    }
  }

  /** A server that answers everything with the same. */
  private record Answers(HttpServer server) implements AutoCloseable {
    static Answers with(String json) throws IOException {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] bytes = json.getBytes(UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
          });
      server.start();
      return new Answers(server);
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
