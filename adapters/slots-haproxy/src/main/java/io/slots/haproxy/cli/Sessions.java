package io.slots.haproxy.cli;

import com.google.common.base.Splitter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a backend has under way, as {@code show stat} counts it.
 *
 * @param byServer requests that each server has been given and has not finished
 * @param unassigned requests that the backend has and no server has at the moment: those that wait
 *     for a server, or for another try to connect
 */
public record Sessions(Map<String, Integer> byServer, int unassigned) {
  private static final Sessions NONE = new Sessions(Map.of(), 0);

  /** Copies the map. */
  public Sessions {
    byServer = Map.copyOf(byServer);
  }

  /** How many there are in all. */
  public int total() {
    return unassigned + byServer.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Reads the CSV. Its rows are read one after another while requests go on, the backend's last: so
   * one that moves meanwhile may be counted twice, never not at all.
   */
  static Sessions parse(String csv) {
    List<String> lines = Splitter.on('\n').omitEmptyStrings().splitToList(csv);
    if (lines.isEmpty() || !lines.get(0).startsWith("# ")) {
      return NONE;
    }
    List<String> names = Splitter.on(',').splitToList(lines.get(0).substring(2));
    int name = names.indexOf("svname");
    int current = names.indexOf("scur");
    Map<String, Integer> byServer = new HashMap<>();
    int backend = 0;
    for (String line : lines.subList(1, lines.size())) {
      List<String> fields = Splitter.on(',').splitToList(line);
      int count = Integer.parseInt(fields.get(current));
      if (fields.get(name).equals("BACKEND")) {
        backend = count;
      } else {
        byServer.put(fields.get(name), count);
      }
    }
    int assigned = byServer.values().stream().mapToInt(Integer::intValue).sum();
    return new Sessions(byServer, Math.max(0, backend - assigned));
  }
}
