package io.slots.slotctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.slots.server.demo.DemoPackage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line against a real server, with real processes. Each test has an app of its own. */
final class SlotctlTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SECRET = "marker-88c1";
  private static final String WRONG = "slots_00000000_" + "A".repeat(43);

  @TempDir
  @SuppressWarnings("NullAway.Init")
  private static Path directory;

  @SuppressWarnings("NullAway.Init")
  private static LocalServer server;

  @BeforeAll
  static void start() throws IOException {
    server = LocalServer.on(directory.resolve("data"));
    for (String version : List.of("v1", "v2")) {
      Files.write(directory.resolve(version + ".jar"), DemoPackage.jar(version));
    }
    Files.write(directory.resolve("broken.jar"), DemoPackage.brokenJar("v3"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** What a command said, and its exit code. */
  private record Said(int code, String out, String err) {
    JsonNode json() {
      try {
        return JSON.readTree(out);
      } catch (IOException e) {
        throw new IllegalStateException("not JSON: " + out, e);
      }
    }
  }

  private static Said slotctl(String... args) {
    return slotctl(Optional.empty(), args);
  }

  private static Said slotctl(Optional<Function<String, String>> person, String... args) {
    return slotctl(
        person,
        Map.of("SLOTS_SERVER", server.address().toString(), "SLOTS_TOKEN", server.token()),
        args);
  }

  private static Said slotctl(
      Optional<Function<String, String>> person, Map<String, String> environment, String... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    Terminal terminal =
        new Terminal(new PrintWriter(out), new PrintWriter(err), person.isPresent(), person);
    int code = Slotctl.run(terminal, environment, args);
    terminal.out().flush();
    terminal.err().flush();
    return new Said(code, out.toString(), err.toString());
  }

  private static Said done(String... args) {
    Said said = slotctl(args);
    assertThat(said.code()).as(said.out() + said.err()).isZero();
    return said;
  }

  private static String jar(String name) {
    return directory.resolve(name + ".jar").toString();
  }

  private static void stagingAndProduction(String app) {
    done("app", "create", app);
    done("slot", "create", app, "staging");
    done("settings", "set", app, "production", "ENVIRONMENT=live", "--slot-setting");
    done("settings", "set", app, "staging", "ENVIRONMENT=test", "--slot-setting");
    done("deploy", app, "production", jar("v1"), "--version-name", "v1");
    done("deploy", app, "staging", jar("v2"), "--version-name", "v2");
  }

  private static String inProduction(String app) {
    return done("slot", "show", app, "production", "-o", "json")
        .json()
        .path("content")
        .path("version")
        .asText();
  }

  @Test
  @DisplayName("a release is deployed, looked at, swapped and taken back")
  void release_goesThereAndBack() {
    stagingAndProduction("there");

    assertThat(done("diff", "there", "staging").out())
        .contains("Source changes, staging", "Target changes, production", "update routing");
    Said swap = done("swap", "there", "staging");
    assertThat(swap.out()).contains("swap staging into production: completed", "warm up");
    assertThat(swap.err()).contains("running, ");
    assertThat(inProduction("there")).isEqualTo("v2");

    assertThat(done("history", "there").out()).contains("swap staging into production");
    done("rollback", "there", "--yes");
    assertThat(inProduction("there")).isEqualTo("v1");
  }

  @Test
  @DisplayName("S8.3 an order given again, as after a lost answer, is the first one")
  void requestId_startsNothingTwice() {
    stagingAndProduction("again");

    assertTheSame("deploy", "again", "staging", jar("v2"), "--request-id", "release 17");
    assertTheSame("slot", "restart", "again", "staging", "--request-id", "restart & 17");
    assertTheSame("swap", "again", "staging", "--request-id", "swap-17");
    assertTheSame("rollback", "again", operation("again"), "--yes", "--request-id", "back-17");
    assertThat(inProduction("again")).isEqualTo("v1");
  }

  private static void assertTheSame(String... order) {
    String first = done(with(order, "-o", "json")).json().path("id").asText();
    assertThat(first).isNotEmpty();
    assertThat(done(with(order, "-o", "json")).json().path("id").asText()).isEqualTo(first);
  }

  /** The last swap. */
  private static String operation(String app) {
    return done("slot", "show", app, "production", "-o", "json")
        .json()
        .path("lastSwap")
        .path("operation")
        .asText();
  }

  @Test
  @DisplayName("a swap with preview pauses, and is completed or cancelled")
  void preview_isDecided() {
    stagingAndProduction("preview");

    assertThat(done("swap", "preview", "staging", "--preview").out())
        .contains("paused", "complete or cancel it");
    assertThat(done("operation", "list", "preview").out()).contains("paused");
    assertThat(slotctl("swap", "preview", "staging").code()).isEqualTo(ExitCodes.REFUSED);
    assertThat(done("swap", "preview", "staging", "--cancel").out()).contains("reverted");
    assertThat(inProduction("preview")).isEqualTo("v1");

    done("swap", "preview", "staging", "--preview");
    done("swap", "preview", "staging", "--complete");
    assertThat(inProduction("preview")).isEqualTo("v2");
    assertThat(slotctl("swap", "preview", "staging", "--cancel").code())
        .isEqualTo(ExitCodes.NOT_FOUND);
  }

  @Test
  @DisplayName("what does not start is not deployed, and the exit code tells")
  void broken_isNotDeployed() {
    stagingAndProduction("broken");

    Said said = slotctl("deploy", "broken", "staging", jar("broken"));

    assertThat(said.code()).isEqualTo(ExitCodes.NOT_DONE);
    assertThat(said.out()).contains("reverted", "because");
    assertThat(done("slot", "list", "broken").out()).contains("v2");
  }

  @Test
  @DisplayName("auto swap promotes a deployment by itself; shares are set and cleared")
  void autoSwapAndTraffic() {
    stagingAndProduction("auto");

    assertThat(done("traffic", "set", "auto", "staging=12.5").out()).contains("87.5 %", "12.5 %");
    assertThat(done("traffic", "clear", "auto").out()).contains("100.0 %");
    assertThat(slotctl("traffic", "set", "auto", "staging=101").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(done("auto-swap", "auto", "staging").out()).contains("auto swap into production");
    Said deployed = done("deploy", "auto", "staging", jar("v2"), "--version-name", "v4");
    assertThat(deployed.out()).contains("deploy v4 to staging: completed");
    assertThat(deployed.out()).contains("automatically swap staging into production: completed");
    assertThat(inProduction("auto")).isEqualTo("v4");
    assertThat(done("auto-swap", "auto", "staging", "--off").out()).contains("in service");
  }

  @Test
  @DisplayName("values are hidden unless they are asked for, and never repeated")
  void values_areHidden() {
    done("app", "create", "secret");
    Said set = done("settings", "set", "secret", "production", "PASSWORD=" + SECRET);
    assertThat(set.out()).contains("PASSWORD", "(hidden)").doesNotContain(SECRET);
    assertThat(done("settings", "list", "secret", "production").out()).doesNotContain(SECRET);
    assertThat(done("settings", "list", "secret", "production", "--values").out()).contains(SECRET);
    Said wrong = slotctl("settings", "set", "secret", "production", SECRET);
    assertThat(wrong.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(wrong.out() + wrong.err()).doesNotContain(SECRET);
    assertThat(done("settings", "delete", "secret", "production", "PASSWORD").out())
        .contains("no settings");
  }

  @Test
  @DisplayName("connection strings are set, listed with what they connect to, and deleted")
  void connectionStrings() {
    done("app", "create", "connected");
    done("settings", "set", "connected", "production", "MAIN=an app setting of that name");
    String[] set = {"settings", "set", "connected", "production", "--connection-string"};
    Said made = done(with(set, "--type", "mysql", "MAIN=" + SECRET, "--slot-setting"));
    assertThat(made.out()).contains("connection string, mysql").doesNotContain(SECRET);
    JsonNode listed =
        done("settings", "list", "connected", "production", "--values", "-o", "json").json();
    assertThat(listed.path("settings"))
        .extracting(it -> it.path("category").asText() + " " + it.path("slotSetting").asText())
        .containsExactlyInAnyOrder("APP_SETTING false", "CONNECTION_STRING true");

    assertThat(slotctl(with(set, "MAIN=x")).code()).isEqualTo(ExitCodes.USAGE);
    Said oracle = slotctl(with(set, "--type", "oracle", "MAIN=x"));
    assertThat(oracle.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(oracle.err()).contains("POSTGRESQL");

    String[] delete = {"settings", "delete", "connected", "production", "--connection-string"};
    assertThat(done(with(delete, "MAIN")).out())
        .contains("app setting")
        .doesNotContain("connection string");
  }

  private static String[] with(String[] args, String... more) {
    return Stream.concat(Stream.of(args), Stream.of(more)).toArray(String[]::new);
  }

  @Test
  @DisplayName("a directory is not deployed, and it is said what is")
  void directory_isNotDeployed() {
    done("app", "create", "packed");
    for (String wrong : List.of(directory.toString(), directory.resolve("nothing").toString())) {
      Said said = slotctl("deploy", "packed", "production", wrong);
      assertThat(said.code()).as(said.err()).isEqualTo(ExitCodes.USAGE);
      assertThat(said.err()).contains(wrong);
    }
    assertThat(slotctl("deploy", "packed", "production", directory.toString()).err())
        .contains("is a directory", "zip");
  }

  @Test
  @DisplayName("a server of this machine may be named without its scheme")
  void server_isNamedByHostAndPort() {
    String authority = server.address().getAuthority();
    assertThat(done("app", "list", "--server", authority).err()).isEmpty();
    assertThat(done("app", "list", "--server", "http://" + authority + "/").err()).isEmpty();
  }

  @Test
  @DisplayName("what cannot be taken back is asked for, and not done without a yes")
  void deletions_areConfirmed() {
    done("app", "create", "doomed");
    assertThat(slotctl("app", "delete", "doomed").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(slotctl(Optional.of(it -> "n"), "app", "delete", "doomed").code())
        .isEqualTo(ExitCodes.USAGE);
    assertThat(done("app", "show", "doomed").out()).contains("production");
    assertThat(slotctl(Optional.of(it -> "y"), "app", "delete", "doomed").code()).isZero();
    assertThat(slotctl("app", "delete", "doomed", "--yes").code())
        .isIn(ExitCodes.NOT_FOUND, ExitCodes.REFUSED);
    stagingAndProduction("careful");
    Said asked = slotctl("swap", "careful", "production", "--target", "staging");
    assertThat(asked.code()).isEqualTo(ExitCodes.USAGE);
    assertThat(asked.err()).contains("Production is the source");
    assertThat(inProduction("careful")).isEqualTo("v1");
  }

  @Test
  @DisplayName("exit codes tell scripts what it was")
  void exitCodes() {
    String nobody = "http://127.0.0.1:1";
    assertThat(slotctl("app", "show", "nothing").code()).isEqualTo(ExitCodes.NOT_FOUND);
    assertThat(slotctl("app", "create").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(slotctl("app", "create", "no spaces").code()).isEqualTo(ExitCodes.USAGE);
    assertThat(slotctl("app", "list", "--server", nobody).code()).isEqualTo(ExitCodes.NO_SERVER);
    Map<String, String> bare = Map.of("SLOTS_SERVER", server.address().toString());
    assertThat(slotctl(Optional.empty(), bare, "app", "list").code())
        .isEqualTo(ExitCodes.NOT_ALLOWED);
    Map<String, String> wrong =
        Map.of("SLOTS_SERVER", server.address().toString(), "SLOTS_TOKEN", WRONG);
    assertThat(slotctl(Optional.empty(), wrong, "app", "list").code())
        .isEqualTo(ExitCodes.NOT_ALLOWED);
  }

  @Test
  @DisplayName("every command has a help that says what it does, and there is a completion script")
  void help_teaches() {
    assertThat(done("--help").out()).contains("Exit codes");
    for (String command :
        List.of(
            "app",
            "slot",
            "deploy",
            "settings",
            "swap",
            "diff",
            "auto-swap",
            "traffic",
            "operation",
            "history",
            "rollback")) {
      assertThat(done(command, "--help").out()).as(command).contains("Usage: slotctl " + command);
    }
    assertThat(done("completion").out()).contains("complete -F _complete_slotctl");
  }

  @Test
  @DisplayName("a directory can be worked on where no server runs, by one at a time")
  void local_worksOnADirectory() {
    Path local = directory.resolve("local");
    Map<String, String> none = Map.of();
    Said made =
        slotctl(Optional.empty(), none, "app", "create", "shop", "--local", local.toString());
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(slotctl(Optional.empty(), none, "app", "list", "--local", local.toString()).out())
        .contains("shop");
    Said held =
        slotctl(
            Optional.empty(), none, "app", "list", "--local", directory.resolve("data").toString());
    assertThat(held.code()).isEqualTo(ExitCodes.NO_SERVER);
    assertThat(Stream.of(held.err().split("\n"))).anyMatch(it -> it.startsWith("slotctl: "));
  }
}
