package io.slots.jdbc;

import io.slots.spi.StoreAnswer;
import java.util.concurrent.CompletionStage;

/** How transactions are run: all that differs between the databases. */
interface Transactions extends AutoCloseable {
  /** Reads. */
  <T> CompletionStage<T> read(Work<T> work);

  /** Reads and writes what belongs to no record. */
  default <T> CompletionStage<T> change(Work<T> work) {
    return read(work);
  }

  /** Writes, and lets {@code memory} know before anybody else what came of it. */
  CompletionStage<StoreAnswer> write(Work<StoreAnswer> work, Memory.Note memory);

  @Override
  void close();
}
