package io.slots.process;

import io.slots.app.AppName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
public class FencesStress {
  private static final AppName SHOP = AppName.of("shop");

  private final Path directory;
  private final Fences fences;

  /** None is written. */
  public FencesStress() {
    try {
      directory = Files.createTempDirectory("slots-fences");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    fences = new Fences(directory);
  }

  /** The older engine. */
  @Actor
  public void older() {
    fences.write(SHOP, 5);
  }

  /** The newer engine. */
  @Actor
  public void newer() {
    fences.write(SHOP, 7);
  }

  /** What the next runtime reads. */
  @Arbiter
  public void read(J_Result result) {
    result.r1 = new Fences(directory).readAll().getOrDefault(SHOP, 0L);
    try {
      Files.delete(directory.resolve(SHOP.folded()));
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
