package io.slots.effect;

import io.slots.app.InstanceId;
import java.util.Optional;

/** One thing to be done outside of the engine. */
public sealed interface Effect
    permits Provision,
        Restart,
        Probe,
        Decommission,
        PublishRoutes,
        ReadRoutes,
        CountInFlight,
        ResetKeys,
        ShowToken {

  /** The instance that it is done to, unless it is done to the app as a whole. */
  default Optional<InstanceId> instanceId() {
    return Optional.empty();
  }

  /**
   * Says what is done, for people: {@code restart shop-v2-1 as production}. Never shows a value.
   */
  String describe();
}
