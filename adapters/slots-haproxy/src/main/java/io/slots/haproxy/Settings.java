package io.slots.haproxy;

import io.slots.haproxy.cli.CliTarget;
import java.time.Duration;

/** What a {@link HaproxyRouter.Builder} was told. Its methods say what each part means. */
record Settings(
    CliTarget target,
    StateDirectory directory,
    int backends,
    Servers servers,
    Duration lockPatience) {
  /** How HAProxy calls the map. */
  String map() {
    return directory.map().toString();
  }
}
