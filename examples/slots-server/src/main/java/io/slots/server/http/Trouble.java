package io.slots.server.http;

import io.slots.Refusal;
import java.util.Optional;

/**
 * Why a call is not answered as asked.
 *
 * @param status the HTTP status
 * @param code a word for programs: {@code Conflict}
 * @param message a sentence for people; never a secret
 * @param refusal the rule that refuses, if one of the library's does
 */
public record Trouble(int status, String code, String message, Optional<Refusal> refusal) {
  /** Returns trouble that no rule of the library has to do with. */
  public static Trouble of(int status, String code, String message) {
    return new Trouble(status, code, message, Optional.empty());
  }

  /** Returns the refusal by a rule of the library. */
  public static Trouble of(int status, String code, Refusal refusal) {
    return new Trouble(status, code, refusal.sentence(), Optional.of(refusal));
  }

  /** Returns what is thrown for it. */
  public TroubleException exception() {
    return new TroubleException(this);
  }

  /** The request cannot be understood; {@code message} says what would be. */
  public static TroubleException badRequest(String message) {
    return of(400, "BadRequest", message).exception();
  }

  /** There is no such thing. */
  public static TroubleException notFound(String code, String message) {
    return of(404, code, message).exception();
  }

  /** It cannot be done now. */
  public static TroubleException conflict(String message) {
    return of(409, "Conflict", message).exception();
  }

  /** The original has it, and this server does not. */
  public static TroubleException notImplemented(String message) {
    return of(501, "NotImplemented", message).exception();
  }
}
