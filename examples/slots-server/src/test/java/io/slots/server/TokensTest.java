package io.slots.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.slots.server.access.Role;
import io.slots.server.access.Token;
import io.slots.server.access.Tokens;
import io.slots.server.http.TroubleException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that a server and the command line beside it make in one file. */
final class TokensTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  private Path directory;

  private Tokens tokens() {
    return Tokens.in(directory.resolve("tokens.json"), Clock.systemUTC());
  }

  private static Tokens.Made made(Tokens by, String name) {
    return by.make(name, Role.READER, Optional.empty());
  }

  @Test
  @DisplayName("neither loses what the other has made or taken back")
  void two_keepEachOthers() {
    Tokens server = tokens();
    Tokens command = tokens();

    Tokens.Made byServer = made(server, "by the server");
    Tokens.Made byCommand = made(command, "by the command");
    Tokens.Made later = made(server, "later");

    assertThat(tokens().all())
        .extracting(Token::name)
        .containsExactly("by the server", "by the command", "later");
    assertThat(server.check(byCommand.text()).name()).isEqualTo("by the command");
    assertThat(command.revoke(byServer.token().id())).isTrue();
    assertThatThrownBy(() -> server.check(byServer.text())).isInstanceOf(TroubleException.class);
    assertThat(server.check(later.text()).name()).isEqualTo("later");
  }

  @Test
  @DisplayName("however many make some at once, all are kept")
  void many_keepAll() {
    List<String> names = IntStream.range(0, 40).mapToObj(i -> "token " + i).toList();

    List<Tokens.Made> all = names.parallelStream().map(it -> made(tokens(), it)).toList();

    assertThat(tokens().all()).extracting(Token::name).containsExactlyInAnyOrderElementsOf(names);
    Tokens anew = tokens();
    assertThat(all).allMatch(it -> anew.check(it.text()).equals(it.token()));
  }

  @Test
  @DisplayName("a server that runs knows at once what the command line has made")
  void running_knowsAtOnce() {
    try (TestServer server = TestServer.start(directory)) {
      String token = made(tokens(), "ci").text();

      assertThat(server.as(token, "GET", "/api/v1/apps", "").status()).isEqualTo(200);
      String other = server.token(Role.OPERATOR);

      assertThat(Stream.of(token, other))
          .allMatch(it -> server.as(it, "GET", "/api/v1/apps", "").status() == 200);
    }
  }

  @Test
  @DisplayName("a file that somebody has spoiled turns nobody out, and is not written over")
  void spoiled_turnsNobodyOut() throws IOException {
    Path file = directory.resolve("tokens.json");
    Tokens server = tokens();
    String token = made(server, "good").text();

    Files.writeString(file, "[{\"id\":");

    assertThat(server.check(token).name()).isEqualTo("good");
    assertThatThrownBy(() -> made(server, "more")).isInstanceOf(UncheckedIOException.class);
    assertThat(file).hasContent("[{\"id\":");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  @DisplayName("what the administrator changes stays the file of the server's user")
  void administrator_leavesTheOwner() throws IOException {
    Path file = directory.resolve("tokens.json");
    made(tokens(), "by the server");
    assumeTrue(System.getProperty("user.name").equals("root"), "only root gives files away");
    UserPrincipal nobody =
        file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
    Files.setOwner(file, nobody);

    made(tokens(), "by the administrator");

    assertThat(Files.getOwner(file)).isEqualTo(nobody);
  }
}
