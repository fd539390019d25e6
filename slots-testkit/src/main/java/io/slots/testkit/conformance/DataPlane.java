package io.slots.testkit.conformance;

import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import java.util.Optional;

/** The way that requests take through a router, as a test sees it from both its ends. */
public interface DataPlane {
  /** Starts an instance of that identity, which holds each request until the test finishes it. */
  Instance instance(String id);

  /**
   * Sends a request for {@code host} to the router, and waits until an instance has it or the
   * router has answered by itself. Safe for use by several threads, if the router is.
   */
  Visit visit(HostName host);

  /** A request under way. */
  interface Visit {
    /** The instance that has it; empty if the router has given it to none. */
    Optional<InstanceId> instance();

    /** Has the instance answer, and waits until the answer has come out of the router. */
    void finish();
  }
}
