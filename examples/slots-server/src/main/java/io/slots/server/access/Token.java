package io.slots.server.access;

import io.slots.server.http.Caller;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a token: all but the token.
 *
 * @param id its identity, which is the first part of the token
 * @param name what people call it
 * @param role what it may do
 * @param hash the SHA-256 of its secret part, in hexadecimal digits
 * @param created since when it is good
 * @param expires until when it is good; for ever if absent
 */
public record Token(
    String id, String name, Role role, String hash, Instant created, @Nullable Instant expires) {
  boolean isExpired(Instant now) {
    return expires != null && !now.isBefore(expires);
  }

  Caller caller() {
    return new Caller(id, name, role.right());
  }

  /** Returns who it is, without the hash. */
  @Override
  public String toString() {
    return id + " (" + name + ", " + role + ")";
  }
}
