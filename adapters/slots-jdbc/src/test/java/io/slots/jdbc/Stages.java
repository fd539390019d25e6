package io.slots.jdbc;

import java.util.concurrent.CompletionStage;

/** Waits for what a store answers. */
final class Stages {
  private Stages() {}

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
