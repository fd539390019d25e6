package io.slots.server.http;

/**
 * Who makes a call.
 *
 * @param id the identity of the token; never the token
 * @param name what the token was called when it was made
 * @param right what it may do
 */
public record Caller(String id, String name, Right right) {
  /** Who has shown no token. */
  public static final Caller NOBODY = new Caller("-", "nobody", Right.OPEN);
}
