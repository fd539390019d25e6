package io.slots.haproxy.cli;

/**
 * A line of a map.
 *
 * @param key without white space
 * @param value the rest of the line
 */
public record MapEntry(String key, String value) {
  /** Returns the entry as it stands in a map file and in a payload. */
  public String line() {
    return key + " " + value;
  }

  /** Reads what {@link #line} wrote. */
  public static MapEntry parse(String line) {
    int end = line.indexOf(' ');
    return end < 0
        ? new MapEntry(line, "")
        : new MapEntry(line.substring(0, end), line.substring(end + 1).strip());
  }
}
