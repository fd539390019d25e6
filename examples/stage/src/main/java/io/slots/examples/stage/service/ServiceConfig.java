package io.slots.examples.stage.service;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * What an instance is told: by its environment, as a platform tells it, and by system properties,
 * which stand for what is built into a version.
 *
 * @param port where it listens, on loopback: {@code PORT}; 0 lets the system choose
 * @param version what it is: {@code -Dservice.version}, else {@code SLOTS_CONTENT_VERSION}
 * @param instance who it is: {@code WEBSITE_INSTANCE_ID}, else its process id
 * @param environment which slot's settings it has: the app setting {@code ENVIRONMENT}
 * @param database what it works on: the app setting {@code DATABASE}; empty if it has none
 * @param missing the app setting that it needs ({@code -Dservice.needs}) and has not; empty if none
 * @param startUp how long it takes to start: {@code -Dservice.startup-ms}
 * @param warmUp how long its catalogue takes to load, once: {@code -Dservice.warmup-ms}
 * @param endsWithParent whether it ends when its parent process does
 */
record ServiceConfig(
    int port,
    String version,
    String instance,
    String environment,
    String database,
    String missing,
    Duration startUp,
    Duration warmUp,
    boolean endsWithParent) {

  static ServiceConfig read(Map<String, String> environment, Properties properties) {
    String needs = properties.getProperty("service.needs", "");
    return new ServiceConfig(
        Integer.parseInt(environment.getOrDefault("PORT", "0")),
        Optional.ofNullable(properties.getProperty("service.version"))
            .orElse(environment.getOrDefault("SLOTS_CONTENT_VERSION", "v0")),
        environment.getOrDefault(
            "WEBSITE_INSTANCE_ID", String.valueOf(ProcessHandle.current().pid())),
        environment.getOrDefault("ENVIRONMENT", ""),
        environment.getOrDefault("DATABASE", ""),
        environment.containsKey(needs) ? "" : needs,
        millis(properties, "service.startup-ms", 700),
        millis(properties, "service.warmup-ms", 300),
        Boolean.parseBoolean(properties.getProperty("service.ends-with-parent", "false")));
  }

  private static Duration millis(Properties properties, String name, int otherwise) {
    return Duration.ofMillis(
        Long.parseLong(properties.getProperty(name, String.valueOf(otherwise))));
  }
}
