package io.slots.testkit.fault;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.Task;
import io.slots.spi.AppRecord;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StoreWatcher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Every operation from its beginning to its end, as it was stored: what the app was like when it
 * began, and what it was like when it had ended.
 */
final class Ledger implements StoreWatcher {
  /**
   * An operation that has begun.
   *
   * @param task its facts
   * @param before the app as it was then
   */
  record Begun(Task task, App before) {}

  private final Map<OperationId, Begun> open = new HashMap<>();
  private final Set<OperationId> closed = new HashSet<>();
  private final List<String> breaches = new ArrayList<>();

  private Ledger() {}

  /** Keeps one of {@code kit} from now on. */
  static Ledger of(SlotsTestKit kit) {
    Ledger ledger = new Ledger();
    kit.watchStore(ledger);
    return ledger;
  }

  @Override
  public void written(
      Optional<AppRecord> before, Optional<AppRecord> after, List<EndedOperation> ended) {
    if (after.isEmpty()) {
      AppName gone = before.orElseThrow().name();
      open.values().removeIf(it -> it.before().name().equals(gone));
      return;
    }
    AppRecord record = after.get();
    ended.forEach(it -> close(it, record.app()));
    Stream.concat(record.operation().stream(), record.paused().stream())
        .forEach(it -> begin(it, record.app()));
  }

  /** An app that an operation begins on is as what ended in the same write has left it. */
  private void begin(Operation operation, App app) {
    if (!closed.contains(operation.id())) {
      open.putIfAbsent(operation.id(), new Begun(operation.task(), app));
    }
  }

  private void close(EndedOperation ended, App after) {
    if (!closed.add(ended.id())) {
      breaches.add("S8.1: " + ended.id() + " has ended twice");
    }
    Begun begun = open.remove(ended.id());
    if (begun != null) {
      new WholeOrNothing(ended, begun.task(), begun.before(), after)
          .breach()
          .ifPresent(breaches::add);
    }
  }

  /** Fails if an operation ended half, twice or not at all. */
  void assertWhole(Set<OperationId> stillThere) {
    List<String> all = new ArrayList<>(breaches);
    open.forEach(
        (id, begun) -> {
          if (!stillThere.contains(id)) {
            all.add("S9.6: " + id + ", \"" + begun.task().describe() + "\", is lost");
          }
        });
    if (!all.isEmpty()) {
      throw new AssertionError(String.join("\n", all));
    }
  }
}
