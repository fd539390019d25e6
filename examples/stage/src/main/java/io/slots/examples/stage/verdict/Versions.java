package io.slots.examples.stage.verdict;

import io.slots.examples.stage.load.Reply;
import java.util.HashMap;
import java.util.Map;

/**
 * Tells which version answered, by a mark that its answers bear: the header {@code X-Version}, or,
 * where a service does not send it, the body. Which mark is whose is learned beforehand; a header
 * that was not learned is taken at its word. Immutable.
 */
public final class Versions {
  /** Stands for "cannot be told". */
  public static final String UNKNOWN = "?";

  private final Map<String, String> versionByMark;

  private Versions(Map<String, String> versionByMark) {
    this.versionByMark = Map.copyOf(versionByMark);
  }

  /** Returns one that has learned nothing. */
  public static Versions none() {
    return new Versions(Map.of());
  }

  /** Returns this, which also knows that {@code version} gave {@code answer}. */
  public Versions learn(String version, Reply.Answered answer) {
    Map<String, String> more = new HashMap<>(versionByMark);
    more.merge(mark(answer), version, (one, other) -> one.equals(other) ? one : UNKNOWN);
    return new Versions(more);
  }

  /** The version that gave {@code answer}, or {@link #UNKNOWN}. */
  public String of(Reply.Answered answer) {
    String otherwise = answer.version().isEmpty() ? UNKNOWN : answer.version();
    return versionByMark.getOrDefault(mark(answer), otherwise);
  }

  private static String mark(Reply.Answered answer) {
    return answer.version().isEmpty() ? answer.body() : answer.version();
  }
}
