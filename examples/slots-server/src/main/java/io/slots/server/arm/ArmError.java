package io.slots.server.arm;

import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import java.util.List;
import java.util.UUID;

/**
 * Trouble, in the form that Azure's clients really show to people: lower-case names below {@code
 * error}. (The service itself often sends another one, of which its command line shows nothing.)
 *
 * @param error what is wrong
 */
public record ArmError(Body error) {
  /**
   * What is wrong.
   *
   * @param code a word for programs
   * @param message a sentence for people
   * @param details nothing
   */
  record Body(String code, String message, List<String> details) {}

  /** Writes trouble in this form. */
  public static void write(Exchange exchange, Trouble trouble) {
    exchange.header("x-ms-request-id", UUID.randomUUID().toString());
    exchange.answer(
        trouble.status(), new ArmError(new Body(trouble.code(), trouble.message(), List.of())));
  }
}
