package io.slots.examples.liveswap;

import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.examples.stage.service.BundledService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which program runs which version: the bundled service, or what the user gave. Immutable. */
final class Programs {
  static final String V1 = "v1";
  static final String V2 = "v2";
  static final String V3 = "v3";

  private final Map<String, List<String>> commandLines = new HashMap<>();
  private final Set<String> ownVersions = new HashSet<>();

  Programs(RunOptions options) {
    put(V1, options.v1(), BundledService.commandLine(V1));
    put(V2, options.v2(), BundledService.commandLine(V2));
    put(V3, options.v3(), BundledService.commandLineOfBroken(V3));
  }

  private void put(String version, Optional<String> own, List<String> bundled) {
    commandLines.put(version, own.map(Programs::own).orElse(bundled));
    if (own.isPresent()) {
      ownVersions.add(version);
    }
  }

  /** A shell reads it, so that quotes, {@code $PORT} and {@code &&} mean what they do in one. */
  private static List<String> own(String commandLine) {
    return List.of("/bin/sh", "-c", commandLine);
  }

  /** What is deployed: the version, and of the bundled service what warms it up. */
  Content content(String version) {
    return Content.builder()
        .id(ContentId.of(version))
        .version(version)
        .warmUpPaths(
            ownVersions.contains(version) ? List.of() : List.of(BundledService.WARM_UP_PATH))
        .build();
  }

  /** How the runtime starts it. */
  List<String> commandLine(Content content) {
    return Optional.ofNullable(commandLines.get(content.version())).orElseThrow();
  }
}
