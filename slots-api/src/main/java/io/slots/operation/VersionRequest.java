package io.slots.operation;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Asks that a slot have the content of a build version (S8.4), wherever that is now: the slot that
 * has it is swapped in, unless the slot has it already.
 */
@Value.Immutable
public interface VersionRequest {
  /** The app. */
  AppName app();

  /** The slot that is to have it; production unless said otherwise. */
  @Value.Default
  default SlotName slot() {
    return SlotName.PRODUCTION;
  }

  /** The build version: {@link io.slots.app.Content#version()}. */
  String version();

  /** What the swap wants otherwise than the engine's limits; nothing, unless said. */
  @Value.Default
  default LimitsChange limits() {
    return LimitsChange.none();
  }

  /** The caller's identity for this request (S8.3). */
  Optional<RequestId> requestId();

  /** Returns the request that production have {@code version}. */
  static VersionRequest of(AppName app, String version) {
    return builder().app(app).version(version).build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link VersionRequest}. */
  final class Builder extends ImmutableVersionRequest.Builder {
    Builder() {}

    /** In the place of all limits of the engine's, and not only of some. */
    public Builder limits(Limits all) {
      return limits(LimitsChange.to(all));
    }
  }
}
