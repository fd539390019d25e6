package io.slots.server.http;

import io.javalin.http.HandlerType;

/** The methods of HTTP that the server answers. */
public enum Verb {
  /** Reads. */
  GET(HandlerType.GET),
  /** Puts in the place of what is there. */
  PUT(HandlerType.PUT),
  /** Changes a part. */
  PATCH(HandlerType.PATCH),
  /** Does something. */
  POST(HandlerType.POST),
  /** Takes away. */
  DELETE(HandlerType.DELETE),
  /** Asks whether it is there. */
  HEAD(HandlerType.HEAD);

  private final HandlerType type;

  Verb(HandlerType type) {
    this.type = type;
  }

  HandlerType type() {
    return type;
  }

  /** Says whether a call may change something. */
  public boolean isUnsafe() {
    return this != GET && this != HEAD;
  }
}
