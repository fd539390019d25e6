package io.slots.core.loop;

import io.slots.operation.Operation;
import io.slots.operation.QueuedDeployment;
import io.slots.operation.Wait;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operations of an app wait for that are not under way (S8.2). */
final class Waits {
  private Waits() {}

  static List<Wait> of(AppRecord record, Instant now) {
    return Stream.concat(
            record.paused().stream().map(it -> paused(it, record, now)),
            record.queue().stream().map(it -> queued(it, record)))
        .toList();
  }

  private static Wait paused(Operation paused, AppRecord record, Instant now) {
    boolean decided =
        paused.decision().isPresent()
            || paused.expiresAt().filter(it -> !it.isAfter(now)).isPresent();
    return new Wait(
        paused.id(),
        Optional.empty(),
        decided ? turn(record) : "a decision",
        paused.position().since(),
        decided ? Optional.empty() : paused.expiresAt(),
        decided ? "it is cancelled then; nothing needs to be done" : "complete or cancel it");
  }

  private static Wait queued(QueuedDeployment waiting, AppRecord record) {
    return new Wait(
        waiting.id(),
        Optional.empty(),
        turn(record),
        waiting.since(),
        Optional.empty(),
        "cancel it, or the other; a newer deployment to the slot takes its place");
  }

  private static String turn(AppRecord record) {
    return record
        .operation()
        .map(it -> "\"" + it.task().describe() + "\" to end")
        .orElse("its turn");
  }
}
