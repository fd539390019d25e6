package io.slots.process;

import com.google.common.collect.ImmutableList;
import io.slots.SlotsException;
import io.slots.local.process.Proc;
import io.slots.local.process.ProcessIdentity;
import io.slots.local.process.ProcessTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds what an earlier runtime of the directory left running (S9.3), by number and start time, or
 * by start id; never by name. A number that has passed to another process is left alone.
 */
final class Recovery {
  private static final Logger log = LoggerFactory.getLogger(Recovery.class);

  private final Records records;
  private final Listening listening;
  private final Ending ending;

  Recovery(Records records, Listening listening, Ending ending) {
    this.records = records;
    this.listening = listening;
    this.ending = ending;
  }

  /**
   * Ends what {@code found} tells of, but for what is adopted, and returns the latter. Blocks until
   * the others are gone.
   *
   * @throws StopFailedException if one cannot be ended; its record is kept
   */
  ImmutableList<Child> recover(List<ProcessRecord> found, OrphanPolicy policy) {
    List<CompletableFuture<Optional<Child>>> outcomes = new ArrayList<>();
    for (ProcessRecord record : found) {
      Optional<ProcessHandle> process = record.process().flatMap(ProcessIdentity::find);
      outcomes.add(
          policy == OrphanPolicy.ADOPT && process.isPresent()
              ? adoptOrEnd(Child.adopted(record, process.get()))
              : end(record, process));
    }
    try {
      CompletableFuture.allOf(outcomes.toArray(CompletableFuture[]::new)).join();
      return outcomes.stream()
          .flatMap(outcome -> outcome.join().stream())
          .collect(ImmutableList.toImmutableList());
    } catch (CompletionException e) {
      throw e.getCause() instanceof SlotsException known ? known : e;
    }
  }

  private CompletableFuture<Optional<Child>> adoptOrEnd(Child child) {
    return listening
        .stillListens(child)
        .thenCompose(
            listens -> {
              if (!listens) {
                return end(child.record(), Optional.of(child.handle()));
              }
              log.info("Adopted {} at port {}", child.name(), child.record().port());
              return CompletableFuture.completedFuture(Optional.of(child));
            });
  }

  private CompletableFuture<Optional<Child>> end(
      ProcessRecord record, Optional<ProcessHandle> process) {
    ProcessTree tree = new ProcessTree(process, Environment.START_ID, record.startId());
    List<ProcessHandle> left = tree.living();
    if (left.isEmpty()) {
      if (record.process().isEmpty() && !Proc.isThere()) {
        log.warn(
            "An earlier runtime died while it started instance {}, and this platform does not tell"
                + " whether its process runs; if it does, it listens at port {}",
            record.instance(),
            record.port());
      }
      records.delete(record.instance());
      return CompletableFuture.completedFuture(Optional.empty());
    }
    log.info(
        "Ending instance {} of {}, {} processes that an earlier runtime left",
        record.instance(),
        record.app(),
        left.size());
    return ending
        .end(tree)
        .thenApply(
            gone -> {
              records.delete(record.instance());
              return Optional.empty();
            });
  }
}
