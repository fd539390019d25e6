package io.slots.server.http;

import io.javalin.http.staticfiles.Location;
import io.javalin.http.staticfiles.StaticFileConfig;
import java.util.Map;

/**
 * The console's files. They are the same for everybody and hold no secret, so no token is asked
 * for; what they show they get by the API, as the session that the browser has.
 */
final class Console {
  /** Nothing but what is served here is run, shown or called; nobody may frame it. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'none'; base-uri 'none'; frame-ancestors 'none'";

  private Console() {}

  static void configure(StaticFileConfig files) {
    files.hostedPath = "/console";
    files.directory = "/io/slots/server/console";
    files.location = Location.CLASSPATH;
    files.headers =
        Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "no-referrer",
            "Cache-Control", "no-cache");
  }
}
