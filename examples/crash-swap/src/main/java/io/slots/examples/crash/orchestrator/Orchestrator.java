package io.slots.examples.crash.orchestrator;

import io.slots.core.Slots;
import io.slots.examples.crash.Lifeline;
import io.slots.jdbc.JdbcSlotStore;
import io.slots.spi.StoreException;
import java.util.Random;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swaps back and forth, for ever. All that it needs to remember is in the store, and all that it
 * acts on is in the data plane: it can be killed at any moment. Its arguments are {@link Orders};
 * what it does it says line by line (see {@link Herald}). It ends with the process that started it.
 */
public final class Orchestrator {
  private static final Logger log = LoggerFactory.getLogger(Orchestrator.class);
  private static final int PAUSE_MILLIS = 200;

  private Orchestrator() {}

  /** Swaps until standard input ends. */
  public static void main(String[] args) throws InterruptedException {
    Orders orders = Orders.parse(args);
    Herald herald = new Herald(System.out);
    while (!isOver(orders, herald)) {
      Thread.sleep(PAUSE_MILLIS);
    }
  }

  /** A busy machine may keep the store from answering in time; there is no reason to give up. */
  private static boolean isOver(Orders orders, Herald herald) {
    try (JdbcSlotStore store = orders.store().open(orders.name());
        Slots slots = Engines.on(store, orders, herald)) {
      herald.up(orders.name());
      Thread player = new Thread(new Repertoire(slots, new Random(orders.seed())), "repertoire");
      player.setDaemon(true);
      player.start();
      Lifeline.hold();
      return true;
    } catch (StoreException e) {
      log.warn("the store is not to be had; trying again", e);
      return false;
    }
  }
}
