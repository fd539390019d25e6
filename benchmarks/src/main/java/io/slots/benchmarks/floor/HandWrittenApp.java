package io.slots.benchmarks.floor;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An app as somebody would write it down who needs no more than this swap: two slots, two instances
 * and twenty settings each, one of which is sticky. Used by one thread at a time.
 */
public final class HandWrittenApp {
  private static final String STICKY = "DATABASE";
  private static final int SETTINGS = 20;

  /** What a slot has. */
  public record Slot(
      String host, String content, List<String> instances, Map<String, String> settings) {}

  private Slot source;
  private Slot target;

  /** Makes the app of that number. */
  public HandWrittenApp(int number) {
    source = slot("app-" + number + "-staging", number, "v2", "test");
    target = slot("app-" + number, number, "v1", "live");
  }

  private static Slot slot(String host, int app, String version, String database) {
    Map<String, String> settings =
        IntStream.range(1, SETTINGS)
            .boxed()
            .collect(Collectors.toMap(i -> "SETTING_" + i, i -> "value " + i + " of app " + app));
    settings.put(STICKY, database);
    return new Slot(
        host,
        version,
        List.of(app + "-" + version + "-1", app + "-" + version + "-2"),
        ImmutableMap.copyOf(settings));
  }

  Slot source() {
    return source;
  }

  Slot target() {
    return target;
  }

  /** What {@code moving} has in the place of {@code staying}. */
  static Map<String, String> settings(Slot moving, Slot staying) {
    ImmutableMap.Builder<String, String> all = ImmutableMap.builder();
    moving
        .settings()
        .forEach(
            (name, value) -> {
              if (!name.equals(STICKY)) {
                all.put(name, value);
              }
            });
    String sticky = staying.settings().get(STICKY);
    if (sticky != null) {
      all.put(STICKY, sticky);
    }
    return all.buildOrThrow();
  }

  /** Content, instances and free settings change places. */
  void exchange() {
    Slot before = source;
    source =
        new Slot(before.host(), target.content(), target.instances(), settings(target, before));
    target =
        new Slot(target.host(), before.content(), before.instances(), settings(before, target));
  }
}
