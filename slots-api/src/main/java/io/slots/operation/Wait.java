package io.slots.operation;

import io.slots.OperationId;
import io.slots.app.InstanceId;
import java.time.Instant;
import java.util.Optional;

/**
 * Why an operation waits (S8.2).
 *
 * @param operation the operation
 * @param instance on which instance it waits; empty if it waits as a whole
 * @param what what it waits for, in plain words
 * @param since since when
 * @param until when it stops waiting, or looks again; empty if it waits until somebody decides, or
 *     for its turn
 * @param remedy what may be done, as a clause
 */
public record Wait(
    OperationId operation,
    Optional<InstanceId> instance,
    String what,
    Instant since,
    Optional<Instant> until,
    String remedy) {
  /** Returns the operation, and the wait as a sentence. */
  @Override
  public String toString() {
    return "operation " + operation + " " + sentence();
  }

  /** Returns the wait as a sentence. */
  public String sentence() {
    return "waits for "
        + what
        + instance.map(it -> " (" + it + ")").orElse("")
        + " since "
        + since
        + until.map(it -> ", until " + it).orElse("")
        + "; "
        + remedy;
  }
}
