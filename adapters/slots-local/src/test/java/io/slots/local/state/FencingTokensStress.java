package io.slots.local.state;

import io.slots.RefusedException;
import io.slots.app.AppName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** Two threads write a fencing token down: the higher one is on the disk. */
@JCStressTest
@Outcome(id = "7", expect = Expect.ACCEPTABLE, desc = "the higher one")
@Outcome(expect = Expect.FORBIDDEN, desc = "an old engine would be let in after a restart")
@State
public class FencingTokensStress {
  private static final AppName SHOP = AppName.of("shop");

  private final Path directory;
  private final FencingTokens tokens;

  /** None is written. */
  public FencingTokensStress() {
    try {
      directory = Files.createTempDirectory("slots-fencing-tokens");
      tokens = FencingTokens.in(directory.resolve("tokens"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The older engine: admitted, or refused if the newer one came first. */
  @Actor
  public void older() {
    try {
      tokens.admit(SHOP, 5);
    } catch (RefusedException refused) {
      // The newer one came first.
    }
  }

  /** The newer engine. */
  @Actor
  public void newer() {
    tokens.admit(SHOP, 7);
  }

  /** What the next process reads. */
  @Arbiter
  public void read(J_Result result) {
    tokens.close();
    try (FencingTokens next = FencingTokens.in(directory.resolve("tokens"));
        Stream<Path> files = Files.walk(directory)) {
      result.r1 = next.readAll().getOrDefault(SHOP, 0L);
      List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : deepestFirst) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
