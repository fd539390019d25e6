package io.slots.spi;

import io.slots.EngineId;
import io.slots.app.AppName;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Who of the engines that share a store lives, and what the others change. Each engine holds a
 * lease and prolongs it; what an engine was driving when its lease ran out is for the others
 * (S9.3). A lease alone makes nothing safe: an engine may stand still between looking at it and
 * acting. Every take-over goes by compare-and-set and raises the fencing token (S9.4).
 *
 * <p>Leases run by one clock, the store's. See the package for threading and failure.
 */
public interface EngineLeases {
  /**
   * Begins the lease of an engine. An earlier incarnation of the same name has none from now on.
   */
  CompletionStage<?> begin(EngineId engine, Duration length);

  /**
   * Prolongs the lease of an engine, also one that has run out: it ends {@code length} from now.
   * Completes with false, and does nothing, if another incarnation of the same name has begun one.
   */
  CompletionStage<Boolean> renew(EngineId engine, Duration length);

  /** Ends the lease of an engine at once, if it has one. */
  CompletionStage<?> end(EngineId engine);

  /**
   * Apps whose record {@linkplain AppRecord#needsEngine() needs an engine} and whose {@linkplain
   * AppRecord#engine() engine} has no lease, {@code limit} of them at most. Records are not read
   * for it, so that one that is damaged keeps nobody from the others.
   */
  CompletionStage<List<Adrift>> adrift(int limit);

  /**
   * An app that nobody looks after.
   *
   * @param app the app
   * @param engine the engine that did, by the text of its identity; empty if there never was one
   */
  record Adrift(AppName app, String engine) {
    /** Whether nobody else has come to look after it since. */
    public boolean isStill(AppRecord record) {
      return record.engine().map(EngineId::toString).orElse("").equals(engine);
    }
  }

  /**
   * Has {@code watcher} told of writes, by whomever they are made, until it is closed. Where it
   * does not hear of all that is written from now on, it is told that it may have {@linkplain
   * Watcher#missed missed} some once it does.
   */
  Watch watch(Watcher watcher);

  /** Is told what changes; on any thread, and must not block. */
  interface Watcher {
    /**
     * The record of an app was written, and has this version now, or a later one. Steps of an
     * operation need not be told, nor whatever else concerns only the engine that drives it: but
     * that it ends, pauses, or is to be cancelled.
     */
    void changed(AppName app, long version);

    /** Changes may have been missed, or cannot be told: look for yourself. */
    void missed();
  }

  /** Ends the watching. */
  @FunctionalInterface
  interface Watch extends AutoCloseable {
    @Override
    void close();
  }
}
