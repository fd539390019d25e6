package io.slots.jdbc;

import io.slots.spi.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** Work comes while the store is closed: it is done or refused, and its caller is told which. */
@JCStressTest
@Outcome(id = "done", expect = Expect.ACCEPTABLE, desc = "taken before the end, and done")
@Outcome(id = "refused", expect = Expect.ACCEPTABLE, desc = "came after the end")
@Outcome(expect = Expect.FORBIDDEN, desc = "nobody ever answers, or it failed otherwise")
@State
public class GroupCommitStress {
  private final Path directory;
  private final GroupCommit commits;
  private CompletableFuture<Integer> answer = new CompletableFuture<>();

  /** Open. */
  public GroupCommitStress() {
    try {
      directory = Files.createTempDirectory("slots-commits");
      Path file = directory.resolve("slots.db");
      commits =
          new GroupCommit(
              new Session(DriverManager.getConnection("jdbc:sqlite::memory:")),
              new SqliteTroubles(file),
              FileHold.of(file, Clock.systemUTC()),
              Thread::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Work comes. */
  @Actor
  public void work() {
    answer = commits.read(session -> 1).toCompletableFuture();
  }

  /** The store is closed. */
  @Actor
  public void close() {
    commits.close();
  }

  /** What its caller was told. */
  @Arbiter
  public void told(L_Result result) {
    result.r1 = told();
    try {
      Files.delete(directory.resolve("slots.db.lock"));
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String told() {
    if (!answer.isDone()) {
      return "nothing";
    }
    try {
      answer.join();
      return "done";
    } catch (CompletionException e) {
      return e.getCause() instanceof StoreException ? "refused" : "failed";
    }
  }
}
