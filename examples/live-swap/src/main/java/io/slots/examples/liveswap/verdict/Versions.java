package io.slots.examples.liveswap.verdict;

import io.slots.examples.liveswap.load.Reply;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells which version answered: by the header {@code X-Version}, or, of a service that does not
 * send it, by the body, if each version was asked for it before and they differ. Immutable.
 */
public final class Versions {
  /** Stands for "cannot be told". */
  public static final String UNKNOWN = "?";

  private final Map<String, String> versionByBody;

  private Versions(Map<String, String> versionByBody) {
    this.versionByBody = Map.copyOf(versionByBody);
  }

  /** Goes by the header alone. */
  public static Versions byHeader() {
    return new Versions(Map.of());
  }

  /** Returns this, which also knows that {@code version} answers {@code body}. */
  public Versions learn(String version, String body) {
    Map<String, String> more = new HashMap<>(versionByBody);
    more.merge(body, version, (one, other) -> one.equals(other) ? one : UNKNOWN);
    return new Versions(more);
  }

  /** The version that answered, or {@link #UNKNOWN}. */
  public String of(Reply.Answered answer) {
    return answer.version().isEmpty()
        ? versionByBody.getOrDefault(answer.body(), UNKNOWN)
        : answer.version();
  }
}
