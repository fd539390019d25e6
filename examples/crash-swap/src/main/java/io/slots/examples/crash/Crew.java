package io.slots.examples.crash;

import io.slots.examples.crash.orchestrator.Orchestrator;
import io.slots.examples.crash.orchestrator.Orders;
import io.slots.examples.crash.orchestrator.StoreAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The orchestrators, and what they say. For one thread, save {@link #close()}. */
final class Crew implements AutoCloseable {
  private final Map<String, ChildJvm> byName = new LinkedHashMap<>();
  private final Diary diary = new Diary();

  /** From where on in the diary each one is to say that it is up. */
  private final Map<String, Integer> startedAt = new LinkedHashMap<>();

  private final StoreAddress store;
  private final URI control;
  private final Duration lease;
  private final Path directory;
  private long seed;

  Crew(StoreAddress store, URI control, RunOptions options, Path directory) {
    this.store = store;
    this.control = control;
    this.lease = options.lease();
    this.seed = options.seed();
    this.directory = directory;
  }

  /** The names of those that a store of that kind has room for. */
  static List<String> names(StoreAddress.Kind kind) {
    return kind == StoreAddress.Kind.SQLITE
        ? List.of("orchestrator-1")
        : List.of("orchestrator-1", "orchestrator-2");
  }

  Diary diary() {
    return diary;
  }

  /** Starts an orchestrator of that name; whoever had it before must be dead. */
  synchronized void start(String name) {
    startedAt.put(name, diary.size());
    Orders orders = new Orders(name, store, control, lease, ++seed);
    byName.put(
        name,
        ChildJvm.start(
            name,
            Orchestrator.class,
            orders.words(),
            directory.resolve(name + ".log"),
            line -> diary.write(name, line)));
  }

  /**
   * Waits until all of them are up: nobody could take over what the last one that is alive leaves.
   *
   * @throws StuckException if one is not, or has ended though nobody has killed it
   */
  void awaitUp() throws InterruptedException {
    for (ChildJvm child : all()) {
      String name = child.name();
      boolean isUp =
          diary
              .await(from(name), it -> it.is("up") && it.who().equals(name), Diary.LIMIT)
              .isPresent();
      if (!isUp || !child.isAlive()) {
        throw new StuckException(name + " is not up; see its log");
      }
    }
  }

  private synchronized List<ChildJvm> all() {
    return List.copyOf(byName.values());
  }

  private synchronized int from(String name) {
    return Optional.ofNullable(startedAt.get(name)).orElseThrow();
  }

  /** The orchestrator of that name; any, if none is named. */
  synchronized ChildJvm get(Optional<String> name) {
    return name.map(byName::get).orElseGet(() -> byName.values().iterator().next());
  }

  /** Kills all of them, also one that stands still. */
  synchronized void kill() {
    byName.values().forEach(ChildJvm::destroy);
  }

  /** Has all of them end. */
  @Override
  public synchronized void close() {
    byName.values().forEach(ChildJvm::close);
  }
}
