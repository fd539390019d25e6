package io.slots.testkit;

import io.slots.OperationId;
import io.slots.app.ContentId;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.effect.RoutingTable;
import io.slots.event.SlotsEvent;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * An operation in the kit, with all that was seen of it: its calls of SPIs, its events, the routes
 * that it switched. What it shows grows as long as the operation goes on. {@code
 * SlotsAssertions.assertThat} takes it.
 */
public final class RecordedOperation {
  private final Running running;
  private final Supplier<CallHistory> history;
  private final Supplier<List<SlotsEvent>> events;
  private final FakeRouter router;

  RecordedOperation(
      Running running,
      Supplier<CallHistory> history,
      Supplier<List<SlotsEvent>> events,
      FakeRouter router) {
    this.running = running;
    this.history = history;
    this.events = events;
    this.router = router;
  }

  /** Its identity. */
  public OperationId id() {
    return running.id();
  }

  /** Lets time pass until it has ended. Throws what {@link Running#await} throws. */
  public Outcome await() {
    return running.await();
  }

  /** How it ended; empty if it has not, or if the engine that told of it does not drive it. */
  public Optional<Outcome> outcome() {
    CompletableFuture<Outcome> outcome = running.outcome().toCompletableFuture();
    return outcome.isDone() && !outcome.isCompletedExceptionally()
        ? Optional.of(outcome.join())
        : Optional.empty();
  }

  /** The report of how it ended, if it has. */
  public Optional<EndedOperation> report() {
    return outcome().map(Outcome::report);
  }

  /** Its calls, oldest first; not those from before {@link SlotsTestKit#forgetCalls()}. */
  public List<RecordedCall> calls() {
    return history.get().calls().stream()
        .filter(call -> call.operation().filter(id()::equals).isPresent())
        .toList();
  }

  /** All calls of the kit, for people who look for what went wrong. */
  public CallHistory history() {
    return history.get();
  }

  /** Its events, oldest first. */
  public List<SlotsEvent> events() {
    return events.get().stream().filter(event -> event.operation().equals(id())).toList();
  }

  /** The tables that it brought into force, oldest first. */
  public List<RoutingTable> tables() {
    return router.switches().stream()
        .filter(it -> it.operation().equals(id()))
        .map(FakeRouter.Switch::after)
        .toList();
  }

  /**
   * How often it switched the route of any slot to other content. Tables that only take instances
   * out of a route, or put them back, switch nothing.
   */
  public int switches() {
    return (int)
        router.switches().stream()
            .filter(it -> it.operation().equals(id()))
            .filter(it -> !contents(it.before()).equals(contents(Optional.of(it.after()))))
            .count();
  }

  private static Map<SlotName, ContentId> contents(Optional<RoutingTable> table) {
    Map<SlotName, ContentId> contents = new TreeMap<>();
    table.stream()
        .flatMap(it -> it.routes().stream())
        .forEach(route -> route.content().ifPresent(it -> contents.put(route.slot(), it)));
    return contents;
  }

  /** Returns the operation's identity. */
  @Override
  public String toString() {
    return id().toString();
  }
}
