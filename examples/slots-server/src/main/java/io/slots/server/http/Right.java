package io.slots.server.http;

/** What a caller must be allowed to do for a call. Each includes those before it. */
public enum Right {
  /** Anybody may, without a token. */
  OPEN,
  /** Look, but at no secret. */
  READ,
  /** Change slots, settings and traffic, deploy, swap; see the values of settings. */
  OPERATE,
  /** Make and delete apps, tokens; read the audit log. */
  OWN;

  /** Says whether who has this right may do what needs {@code other}. */
  public boolean includes(Right other) {
    return compareTo(other) >= 0;
  }
}
