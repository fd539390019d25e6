package io.slots.server.http;

import io.javalin.http.HandlerType;

/** The methods of HTTP that the server answers. */
public enum Verb {
  /** Reads. */
  GET,
  /** Puts in the place of what is there. */
  PUT,
  /** Changes a part. */
  PATCH,
  /** Does something. */
  POST,
  /** Takes away. */
  DELETE,
  /** Asks whether it is there. */
  HEAD;

  HandlerType type() {
    return switch (this) {
      case GET -> HandlerType.GET;
      case PUT -> HandlerType.PUT;
      case PATCH -> HandlerType.PATCH;
      case POST -> HandlerType.POST;
      case DELETE -> HandlerType.DELETE;
      case HEAD -> HandlerType.HEAD;
    };
  }

  /** Says whether a call may change something. */
  public boolean isUnsafe() {
    return this != GET && this != HEAD;
  }
}
