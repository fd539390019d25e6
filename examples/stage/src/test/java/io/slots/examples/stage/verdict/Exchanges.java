package io.slots.examples.stage.verdict;

import io.slots.examples.stage.load.Ask;
import io.slots.examples.stage.load.Exchange;
import io.slots.examples.stage.load.Reply;
import java.time.Duration;

/** Exchanges for tests, in milliseconds. */
final class Exchanges {
  static final long MILLI = 1_000_000L;

  private Exchanges() {}

  static Exchange answered(String version, long begun, long ended) {
    return answered(version, "production", begun, ended);
  }

  static Exchange answered(String version, String environment, long begun, long ended) {
    return new Exchange(
        new Ask(Ask.Kind.FAST, "/", Duration.ZERO),
        begun * MILLI,
        ended * MILLI,
        new Reply.Answered(version, environment, version + "\n"));
  }

  static Exchange slow(String version, long asked, long begun, long ended) {
    return new Exchange(
        new Ask(Ask.Kind.SLOW, "/slow", Duration.ofMillis(asked)),
        begun * MILLI,
        ended * MILLI,
        new Reply.Answered(version, "production", version + "\n"));
  }

  static Exchange failed(String reason, long begun, long ended) {
    return new Exchange(
        new Ask(Ask.Kind.FAST, "/", Duration.ZERO),
        begun * MILLI,
        ended * MILLI,
        new Reply.Failed(reason));
  }
}
