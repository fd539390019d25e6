package io.slots.examples.crash.plane;

import com.google.common.base.Splitter;
import java.net.URI;
import java.util.List;

/**
 * Where the data plane listens, on loopback.
 *
 * @param control for orchestrators
 * @param proxy for clients
 */
public record PlanePorts(int control, int proxy) {
  /** Returns what {@link #toString} has written so. */
  public static PlanePorts parse(String line) {
    List<String> words = Splitter.on(' ').splitToList(line);
    return new PlanePorts(Integer.parseInt(words.get(1)), Integer.parseInt(words.get(3)));
  }

  /** Where orchestrators ask. */
  public URI controlAddress() {
    return URI.create("http://127.0.0.1:" + control);
  }

  @Override
  public String toString() {
    return "control " + control + " proxy " + proxy;
  }
}
