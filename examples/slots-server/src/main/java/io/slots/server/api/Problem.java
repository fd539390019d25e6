package io.slots.server.api;

import io.slots.Refusal;
import io.slots.server.http.Exchange;
import io.slots.server.http.Json;
import io.slots.server.http.Trouble;
import org.jspecify.annotations.Nullable;

/**
 * Trouble, in the form of RFC 9457.
 *
 * @param title a word for programs
 * @param status the HTTP status
 * @param detail a sentence for people
 * @param rule the rule of the library that refuses, if one does: {@code S4.8}
 * @param accepted what would be accepted, if a rule refuses
 */
public record Problem(
    String title, int status, String detail, @Nullable String rule, @Nullable String accepted) {
  /** Writes trouble in this form. */
  public static void write(Exchange exchange, Trouble trouble) {
    Problem problem =
        new Problem(
            trouble.code(),
            trouble.status(),
            trouble.message(),
            trouble.refusal().map(it -> it.rule().toString()).orElse(null),
            trouble.refusal().map(Refusal::accepted).orElse(null));
    exchange
        .context()
        .status(trouble.status())
        .contentType("application/problem+json")
        .result(Json.bytes(problem));
  }
}
