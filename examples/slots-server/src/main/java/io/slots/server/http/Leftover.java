package io.slots.server.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a refused request has still to send. The connection is closed on a client whose body nobody
 * reads, and most clients that find it closed while they write do not look for an answer. So a part
 * is taken and thrown away, bounded in bytes and in time; of callers that are known only, so that
 * nobody else holds a thread with it.
 */
final class Leftover {
  private static final Logger log = LoggerFactory.getLogger(Leftover.class);
  private static final long MOST = 64L << 20;
  private static final Duration LONGEST = Duration.ofSeconds(5);
  private static final int AT_ONCE = 64 << 10;

  private Leftover() {}

  static void discard(Context context) {
    if (context.header("Expect") != null) {
      return; // Who asks first is not told to go on.
    }
    long end = System.nanoTime() + LONGEST.toNanos();
    byte[] buffer = new byte[AT_ONCE];
    long discarded = 0;
    try {
      InputStream body = context.req().getInputStream();
      int read = body.read(buffer);
      while (read >= 0 && discarded < MOST && System.nanoTime() - end < 0) {
        discarded += read;
        read = body.read(buffer);
      }
    } catch (IOException | RuntimeException e) {
      log.debug("the client does not send the rest of a refused request", e);
    }
    log.debug("{} bytes of a refused request were thrown away", discarded);
  }
}
