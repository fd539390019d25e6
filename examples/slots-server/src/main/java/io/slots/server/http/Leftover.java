package io.slots.server.http;

import com.google.common.io.ByteStreams;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a refused request has still to send. The connection is closed on a client whose body nobody
 * reads, and most clients that find it closed while they write do not look for an answer. So a
 * bounded part is taken and thrown away; who sends more, or wants to know first, asks with {@code
 * Expect: 100-continue}.
 */
final class Leftover {
  private static final Logger log = LoggerFactory.getLogger(Leftover.class);
  private static final long MOST = 64L << 20;

  private Leftover() {}

  static void discard(Context context) {
    try (InputStream body = ByteStreams.limit(context.req().getInputStream(), MOST)) {
      long discarded = ByteStreams.exhaust(body);
      if (discarded > 0) {
        log.debug("{} bytes of a refused request were thrown away", discarded);
      }
    } catch (IOException e) {
      log.debug("the client does not send the rest of a refused request", e);
    }
  }
}
