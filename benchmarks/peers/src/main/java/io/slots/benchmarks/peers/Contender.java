package io.slots.benchmarks.peers;

import java.util.concurrent.CompletionStage;

/** One way to swap. */
interface Contender extends AutoCloseable {
  /** Swaps the slots of the app of that number; completes when it is done. */
  CompletionStage<?> swap(int app);

  @Override
  void close();
}
