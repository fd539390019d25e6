package io.slots.spi;

import io.slots.app.AppName;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A part of the platform that changes something, and that can be told which engine is in charge
 * (S9.4). See the package for threading, failure and repetition.
 */
public interface Fenced {
  /**
   * Learns the fencing token of an engine that takes an operation of {@code app} over. From when
   * the stage completes, with any value, a call for the app that arrives with a lower token is
   * refused and does nothing, though it was sent before; what has arrived earlier may still end.
   * The engine does nothing else to the app before every part has answered so, and asks until they
   * have. A token that is lower than one that was seen fails the stage.
   *
   * <p>By default nothing is done, which is right for a part that cannot remember a token: there an
   * engine that stood still between looking at its lease and sending a call may do harm when it
   * goes on. Whoever wraps a part hands this on to it.
   */
  default CompletionStage<?> fence(AppName app, Call call) {
    return CompletableFuture.completedFuture(true);
  }
}
