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

  /** The orchestrator of that name; any, if none is named. */
  synchronized ChildJvm get(Optional<String> name) {
    return name.map(byName::get).orElseGet(() -> byName.values().iterator().next());
  }

  /** Says who has ended, though nobody has killed it. */
  synchronized Optional<String> missing() {
    return byName.values().stream().filter(it -> !it.isAlive()).map(ChildJvm::name).findFirst();
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
