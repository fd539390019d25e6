package io.slots.core.loop;

import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** What the embedder's parts reply: null is no reply, and is told by the method that gave it. */
final class Replies {
  private Replies() {}

  /** The stage of {@code method}, of which any value will do, null too. */
  static <S extends CompletionStage<?>> S stage(String method, @Nullable S stage) {
    if (stage == null) {
      throw new IllegalStateException(method + " returned null, not a stage");
    }
    return stage;
  }

  /** The value with which the stage of {@code method} has completed. */
  static <T> T value(String method, @Nullable T value) {
    if (value == null) {
      throw new IllegalStateException(method + " answered with null");
    }
    return value;
  }

  /** The stage of {@code method}, which fails if it completes with null. */
  static <T> CompletionStage<T> of(String method, @Nullable CompletionStage<T> stage) {
    return stage(method, stage).thenApply(value -> value(method, value));
  }
}
