package io.slots.proxy;

import com.google.common.base.Splitter;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;

/** Headers that concern one connection only and are not forwarded (RFC 9110, 7.6.1). */
final class HopByHop {
  private static final List<CharSequence> NAMES =
      List.of(
          HttpHeaders.CONNECTION,
          HttpHeaders.createOptimized("keep-alive"),
          HttpHeaders.createOptimized("proxy-connection"),
          HttpHeaders.createOptimized("proxy-authenticate"),
          HttpHeaders.createOptimized("proxy-authorization"),
          HttpHeaders.createOptimized("te"),
          HttpHeaders.TRANSFER_ENCODING,
          HttpHeaders.UPGRADE);
  private static final Splitter COMMAS = Splitter.on(',').trimResults().omitEmptyStrings();

  private HopByHop() {}

  /** Removes them from {@code headers}, with those that {@code Connection} names. */
  static void removeFrom(MultiMap headers) {
    for (String connection : headers.getAll(HttpHeaders.CONNECTION)) {
      COMMAS.split(connection).forEach(headers::remove);
    }
    NAMES.forEach(headers::remove);
  }
}
