package io.slots.server.access;

import io.slots.server.http.Right;

/** What a token may do. */
public enum Role {
  /** Look, but at no secret. */
  READER(Right.READ),
  /** Change, deploy and swap; see the values of settings. */
  OPERATOR(Right.OPERATE),
  /** Everything. */
  OWNER(Right.OWN);

  private final Right right;

  Role(Right right) {
    this.right = right;
  }

  /** The most that it may. */
  public Right right() {
    return right;
  }
}
