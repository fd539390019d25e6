package io.slots.spi;

import io.slots.effect.ResetKeys;
import java.util.concurrent.CompletionStage;

/**
 * Looks after function keys that live in the content (S4.10; optional). See the package for
 * threading, failure, repetition and fencing.
 */
@FunctionalInterface
public interface FunctionKeys extends Fenced {
  /**
   * Makes new keys for the slot, after which the old ones do not work. Completes with any value.
   */
  CompletionStage<?> reset(ResetKeys reset, Call call);
}
