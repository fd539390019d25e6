package io.slots.server.http;

import java.io.Serial;

/** Carries a {@link Trouble} to where it is written into an answer. */
public final class TroubleException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Trouble trouble;

  TroubleException(Trouble trouble) {
    super(trouble.message());
    this.trouble = trouble;
  }

  /** What is to be told. */
  public Trouble trouble() {
    return trouble;
  }
}
