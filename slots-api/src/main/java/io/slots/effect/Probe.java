package io.slots.effect;

import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.RequestPath;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks an instance for a path, once, and directly: not through the router.
 *
 * @param app whose instance it is
 * @param instance the instance
 * @param host the public host name that the request should bear
 * @param path the path, starting with a slash
 * @param timeout how long to wait for the answer
 */
public record Probe(AppName app, Instance instance, HostName host, String path, Duration timeout)
    implements Effect {
  @Override
  public Optional<InstanceId> instanceId() {
    return Optional.of(instance.id());
  }

  @Override
  public String describe() {
    return "GET " + shownPath() + " on " + instance.id();
  }

  /** The path without its query, which may hold a key (S3.7). */
  public String shownPath() {
    return RequestPath.shown(path);
  }

  /** Returns what is done, without the path's query. */
  @Override
  public String toString() {
    return describe();
  }
}
