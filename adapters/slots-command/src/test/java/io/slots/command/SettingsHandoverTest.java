package io.slots.command;

import static io.slots.command.Calls.call;
import static io.slots.command.Calls.done;
import static io.slots.command.Calls.failed;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.sun.net.httpserver.HttpServer;
import io.slots.RefusedException;
import io.slots.app.Instance;
import io.slots.effect.Decommission;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How settings reach a command, and how they do not. */
final class SettingsHandoverTest {
  private static final Instance ONE = Instance.of("one", "http://127.0.0.1:8080");
  private static final String SPECIAL = "a \"b\" $c `d` \\e 'f' #g\nsecond line; é";

  private final Path directory;

  SettingsHandoverTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void environment_hasThem_andTheCommandLineDoesNot() throws IOException {
    try (CommandPlatform commands =
        builder()
            .restart(
                "sh", "-c", "tr '\\0' '\\n' < /proc/$$/cmdline > words; env -0 > told", "{slot}")
            .build()) {
      done(commands.restart(Calls.restart(ONE, "x", Setting.of("KEY", SPECIAL)), call(3)));
    }

    assertThat(read("words")).doesNotContain("second line").endsWith("production\n");
    assertThat(read("told").split("\0"))
        .contains(
            "KEY=" + SPECIAL,
            "SLOTS_APP=shop",
            "SLOTS_SLOT=production",
            "SLOTS_INSTANCE=one",
            "SLOTS_ADDRESS=http://127.0.0.1:8080",
            "SLOTS_CONTENT_VERSION=v1",
            "SLOTS_CONTENT_LOCATION=x",
            "SLOTS_OPERATION=op-1",
            "SLOTS_ATTEMPT=1",
            "SLOTS_FENCING_TOKEN=3");
  }

  @Test
  void environmentFile_isReadByAShell_isItsOwners_andStaysUntilTheEnd() throws IOException {
    Path file = directory.resolve("state/settings/one.env");
    try (CommandPlatform commands =
        builder()
            .settings(SettingsHandover.ENVIRONMENT_FILE)
            .restart(
                "sh",
                "-c",
                ". \"$1\"; printf %s \"$KEY|$SQLCONNSTR_db\" > told",
                "sh",
                "{settings}")
            .stop("true")
            .build()) {
      done(
          commands.restart(
              Calls.restart(
                  ONE,
                  "x",
                  Setting.of("KEY", SPECIAL),
                  Setting.connectionString("db", ConnectionType.SQL_SERVER, "Server=s;")),
              call(1)));

      assertThat(read("told")).isEqualTo(SPECIAL + "|Server=s;");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");

      done(commands.decommission(new Decommission(Calls.SHOP, ONE.id()), call(1)));
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void environmentFile_refusesNamesThatNoShellHas() {
    try (CommandPlatform commands =
        builder().settings(SettingsHandover.ENVIRONMENT_FILE).restart("true").build()) {
      assertThat(failed(commands.restart(Calls.restart(ONE, "x", Setting.of("A:B", "1")), call(1))))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("A:B");
    }
  }

  @Test
  void jsonFile_isPostedByCurl_andIsGoneAfterwards() throws IOException {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/curl")), "needs curl: apt-get install curl");
    AtomicReference<String> body = new AtomicReference<>("");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/restart/one",
        exchange -> {
          body.set(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/restart/{instance}";
    try (CommandPlatform commands =
        builder()
            .settings(SettingsHandover.JSON_FILE)
            .restart("/usr/bin/curl", "-fsS", "--data-binary", "@{settings}", url)
            .build()) {
      done(commands.restart(Calls.restart(ONE, "x", Setting.of("KEY", "a \"b\"\n")), call(1)));
    } finally {
      server.stop(0);
    }

    assertThat(body.get())
        .isEqualTo(
            "{\"app\":\"shop\",\"slot\":\"production\",\"instance\":\"one\","
                + "\"content\":{\"id\":\"v1\",\"version\":\"v1\",\"location\":\"x\"},"
                + "\"settings\":{\"KEY\":\"a \\\"b\\\"\\n\"}}");
    assertThat(directory.resolve("state/settings")).isEmptyDirectory();
  }

  @Test
  void reservedNames_areRefused_beforeAnythingIsTouched() throws IOException {
    try (CommandPlatform commands = builder().restart("touch", "touched").build()) {
      for (String name : ImmutableList.of("SLOTS_INSTANCE", "slots_command_id")) {
        assertThat(
                failed(commands.restart(Calls.restart(ONE, "x", Setting.of(name, "1")), call(1))))
            .isInstanceOf(RefusedException.class)
            .hasMessageContaining(name);
      }
    }
    assertThat(directory.resolve("touched")).doesNotExist();
  }

  private CommandPlatformBuilder builder() {
    return CommandPlatform.builder(directory.resolve("state")).workingDirectory(directory);
  }

  private String read(String file) throws IOException {
    return Files.readString(directory.resolve(file), UTF_8);
  }
}
