package io.slots.proxy;

import io.vertx.core.MultiMap;
import java.util.Optional;

/** A whole response. */
record Reply(int status, MultiMap headers, MultiMap trailers, String body) {
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  Optional<String> reason() {
    return header(Page.REASON_HEADER);
  }
}
