package io.slots.operation;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * Asks that what is in the source and what is in the target change places (S4). All preparation
 * happens on the source; the target serves throughout.
 */
@Value.Immutable
public interface SwapRequest {
  /** The app. */
  AppName app();

  /** The slot whose content is to be promoted. */
  SlotName source();

  /** The slot that gets it; production unless said otherwise. */
  @Value.Default
  default SlotName target() {
    return SlotName.PRODUCTION;
  }

  /** What this swap wants otherwise than the engine's limits; nothing, unless said. */
  @Value.Default
  default LimitsChange limits() {
    return LimitsChange.none();
  }

  /** The caller's identity for this request (S8.3). */
  Optional<RequestId> requestId();

  /**
   * Whether virtual network integration stays with the slot, where the policy asks; it does (S3.2).
   */
  @Value.Default
  default boolean preserveVnet() {
    return true;
  }

  /** Returns the request to swap {@code source} into production. */
  static SwapRequest of(AppName app, SlotName source) {
    return builder().app(app).source(source).build();
  }

  /** Returns the request to swap {@code source} into {@code target}. */
  static SwapRequest of(AppName app, SlotName source, SlotName target) {
    return builder().app(app).source(source).target(target).build();
  }

  /** Returns a new builder. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link SwapRequest}. */
  final class Builder extends ImmutableSwapRequest.Builder {
    Builder() {}

    /** In the place of all limits of the engine's, and not only of some. */
    public Builder limits(Limits all) {
      return limits(LimitsChange.to(all));
    }
  }
}
