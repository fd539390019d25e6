package io.slots.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.local.state.FencingTokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FencingTokensTest {
  private static final AppName SHOP = AppName.of("Shop");
  private static final AppName OTHER = AppName.of("other");

  private final Path directory;

  FencingTokensTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whoSharesTheDirectory_refusesWhatIsLower() throws IOException {
    try (FencingTokens one = tokens();
        FencingTokens two = tokens()) {
      one.admit(SHOP, 7);

      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> two.admit(SHOP, 6))
          .withMessageContaining("fencing token 6 for app Shop when 7 was seen");
      two.admit(SHOP, 7);
      two.admit(OTHER, 1);
      assertThat(one.readAll()).isEqualTo(Map.of(SHOP, 7L, OTHER, 1L));
    }
  }

  @Test
  void admit_bySeveralAtOnce_keepsTheHighest() throws IOException {
    try (FencingTokens one = tokens();
        FencingTokens two = tokens()) {
      List<CompletableFuture<Boolean>> admitted =
          IntStream.range(0, 40)
              .mapToObj(
                  token ->
                      CompletableFuture.supplyAsync(
                          () -> admits(token % 2 == 0 ? one : two, token)))
              .toList();

      assertThat(admitted.get(39).join()).as("the highest is always admitted").isTrue();
      admitted.forEach(CompletableFuture::join);
      assertThat(one.readAll()).isEqualTo(Map.of(SHOP, 39L));
    }
  }

  @Test
  void damagedFile_isReportedAndKept() throws IOException {
    try (FencingTokens tokens = tokens()) {
      tokens.admit(SHOP, 7);
      Path file = directory.resolve("tokens").resolve(SHOP.folded());
      Files.writeString(file, Files.readString(file).replace(" 7 ", " 6 "));

      assertThatExceptionOfType(StateDirectoryException.class)
          .isThrownBy(() -> tokens.admit(SHOP, 8))
          .withMessageContaining(file.toString())
          .withMessageContaining("damaged");
      assertThat(file).exists();
    }
  }

  private FencingTokens tokens() throws IOException {
    return FencingTokens.in(directory.resolve("tokens"));
  }

  private static boolean admits(FencingTokens tokens, int token) {
    try {
      tokens.admit(SHOP, token);
      return true;
    } catch (RefusedException late) {
      return false;
    }
  }
}
