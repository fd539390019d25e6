package io.slots.examples.crash.orchestrator;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * What an orchestrator is told when it is started.
 *
 * @param name the engine's name, the same after each kill
 * @param store where its store is
 * @param control where it asks the data plane
 * @param lease for how long it may be silent before another takes over
 * @param seed for what it draws by lot
 */
public record Orders(String name, StoreAddress store, URI control, Duration lease, long seed) {
  static Orders parse(String... words) {
    return new Orders(
        words[0],
        new StoreAddress(StoreAddress.Kind.valueOf(words[1]), words[2]),
        URI.create(words[3]),
        Duration.parse(words[4]),
        Long.parseLong(words[5]));
  }

  /** The arguments that say so. */
  public List<String> words() {
    return List.of(
        name,
        store.kind().name(),
        store.place(),
        control.toString(),
        lease.toString(),
        String.valueOf(seed));
  }
}
