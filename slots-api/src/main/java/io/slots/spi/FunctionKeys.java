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
   * Makes new keys for the slot, and touches no other slot's. When the stage completes, with any
   * value, the old ones do not work any more. Asked again, it makes new ones again or leaves those
   * that it has made: there are keys that work, and none that are older than the first call.
   */
  CompletionStage<?> reset(ResetKeys reset, Call call);
}
