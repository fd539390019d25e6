package io.slots.examples.promote;

import io.slots.app.Content;
import io.slots.app.ContentId;
import io.slots.examples.stage.service.BundledService;
import java.util.List;

/** The versions of the service, and the program that each of them is. Immutable. */
final class Programs {
  static final String V1 = "v1";
  static final String V2 = "v2";
  static final String V3 = "v3";
  static final String V4 = "v4";
  static final String V5 = "v5";

  /** Does not start: it needs a setting that no slot has. */
  static final String BROKEN = "v5-broken";

  private final RunOptions options;

  Programs(RunOptions options) {
    this.options = options;
  }

  /** What is deployed: the version, and what warms it up. */
  static Content content(String version) {
    return Content.builder()
        .id(ContentId.of(version))
        .version(version)
        .warmUpPaths(List.of(BundledService.WARM_UP_PATH))
        .build();
  }

  /** How the runtime starts it. */
  List<String> commandLine(Content content) {
    return content.version().equals(BROKEN)
        ? BundledService.commandLineOfBroken(BROKEN)
        : BundledService.commandLine(content.version(), options.startUp(), options.warmUp());
  }
}
