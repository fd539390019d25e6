package io.slots.examples.crash.orchestrator;

import io.slots.core.Slots;
import io.slots.examples.crash.Lifeline;
import io.slots.jdbc.JdbcSlotStore;
import java.util.Random;

/**
 * Swaps back and forth, for ever. All that it needs to remember is in the store, and all that it
 * acts on is in the data plane: it can be killed at any moment. Its arguments are {@link Orders};
 * what it does it says line by line (see {@link Herald}). It ends with the process that started it.
 */
public final class Orchestrator {
  private Orchestrator() {}

  /** Swaps until standard input ends. */
  public static void main(String[] args) {
    Orders orders = Orders.parse(args);
    Herald herald = new Herald(System.out);
    try (JdbcSlotStore store = orders.store().open(orders.name());
        Slots slots = Engines.on(store, orders, herald)) {
      Thread player = new Thread(new Repertoire(slots, new Random(orders.seed())), "repertoire");
      player.setDaemon(true);
      player.start();
      Lifeline.hold();
    }
  }
}
