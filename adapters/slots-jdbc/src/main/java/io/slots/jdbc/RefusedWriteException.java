package io.slots.jdbc;

import io.slots.spi.StoreAnswer;
import java.io.Serial;

/** A write is refused after it has begun: what it did is taken back, and this is its answer. */
final class RefusedWriteException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final transient StoreAnswer answer;

  RefusedWriteException(StoreAnswer answer) {
    super("refused");
    this.answer = answer;
  }

  StoreAnswer answer() {
    return answer;
  }
}
