package io.slots.spi;

import io.slots.app.Instance;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import java.util.concurrent.CompletionStage;

/**
 * Makes and ends instances, where the platform lets the library do so (optional). See the package
 * for threading, failure, repetition and fencing.
 */
public interface InstanceProvisioner extends Fenced {
  /**
   * Makes an instance of the given identity and starts it. The stage completes with its address
   * when it runs. If there is one of that identity already, it is replaced or kept: afterwards
   * there is one, with the given content and settings. A later call takes the place of one under
   * way, as with {@link InstanceRestarter#restart}.
   */
  CompletionStage<Instance> provision(Provision provision, Call call);

  /**
   * Ends an instance for good and frees what it held. The stage completes, with any value, when it
   * is gone; one that is not there is gone. An instance that is ended while it starts does not come
   * up afterwards, and the stage of its start ends.
   */
  CompletionStage<?> decommission(Decommission decommission, Call call);
}
