package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import java.net.URI;
import org.immutables.value.Value;

/** One worker of a slot, and where it listens at present. A restart may change the address. */
@Value.Immutable
public interface Instance {
  /** Its identity. */
  @Value.Parameter
  InstanceId id();

  /** Where it listens: {@code http://10.0.0.7:8080}; scheme, host and port, no path. */
  @Value.Parameter
  URI address();

  /**
   * Whether it may get requests. One that could not be restarted is not: it is left out of the
   * routes until it is repaired (S4.6).
   */
  @Value.Default
  default boolean ready() {
    return true;
  }

  /** The address names scheme, host and port. */
  @Value.Check
  default void check() {
    String scheme = address().getScheme();
    boolean http = "http".equals(scheme) || "https".equals(scheme);
    if (!http || address().getHost() == null || address().getPort() <= 0) {
      throw new RefusedException(
          Rule.of(1, 3),
          "address " + address() + " of instance " + id(),
          "an address is http or https with host and port, such as http://127.0.0.1:8080");
    }
  }

  /** Returns the instance {@code id}, which listens at {@code address}. */
  static Instance of(InstanceId id, URI address) {
    return ImmutableInstance.of(id, address);
  }

  /** Returns the instance {@code id}, which listens at {@code address}. */
  static Instance of(String id, String address) {
    return of(InstanceId.of(id), URI.create(address));
  }

  /** Returns the instance, ready or not. */
  default Instance withReady(boolean ready) {
    return ready == ready() ? this : ImmutableInstance.builder().from(this).ready(ready).build();
  }
}
