package io.slots.slotctl;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a server is, as people write it: {@code http://127.0.0.1:8070}; or, on this machine, {@code
 * localhost:8070}. To others a token would go in the clear, so for them the scheme has to be said.
 */
final class ServerAddress {
  private static final String SCHEME = "://";
  private static final Pattern LOOPBACK = Pattern.compile("(.*\\.)?localhost|127\\..*|\\[::1]");
  private static final int LAST_PORT = 65_535;

  private ServerAddress() {}

  /**
   * Reads an address.
   *
   * @param from what holds it, for whoever has to mend it
   */
  static URI of(String text, String from) {
    boolean said = text.contains(SCHEME);
    URI address;
    try {
      address = new URI(said ? text : "http" + SCHEME + text);
    } catch (URISyntaxException e) {
      throw refused(from, "is no address");
    }
    String scheme = address.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      throw refused(from, "is neither http nor https");
    }
    if (address.getHost() == null || address.getPort() == 0 || address.getPort() > LAST_PORT) {
      throw refused(from, "has no host, or a port that is none");
    }
    if (address.getRawUserInfo() != null) {
      throw refused(from, "holds a user or a password, which is not where a token belongs");
    }
    if (!address.getRawPath().matches("/?")
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw refused(from, "goes on behind host and port");
    }
    if (!said && !LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches()) {
      throw refused(from, "names another machine, and not whether by http or https");
    }
    return address;
  }

  /** Does not repeat it: it may hold a password. */
  private static CommandException refused(String from, String problem) {
    return new CommandException(
        ExitCodes.USAGE,
        from
            + " "
            + problem
            + "; accepted are http://HOST:PORT and https://HOST:PORT, and, of this machine,"
            + " localhost:PORT");
  }
}
