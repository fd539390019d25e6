package io.slots.app;

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

  /** The address names scheme, host and port, and nothing else. */
  @Value.Check
  default void check() {
    URI address = address();
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    boolean hostAndPort =
        address.getHost() != null && address.getPort() > 0 && address.getPort() <= 65_535;
    boolean nothingElse =
        address.getRawUserInfo() == null
            && "".equals(address.getRawPath())
            && address.getRawQuery() == null
            && address.getRawFragment() == null;
    if (!http || !hostAndPort || !nothingElse) {
      throw Addresses.refused(id());
    }
  }

  /** Returns the instance {@code id}, which listens at {@code address}. */
  static Instance of(InstanceId id, URI address) {
    return ImmutableInstance.of(id, address);
  }

  /** Returns the instance {@code id}, which listens at {@code address}. */
  static Instance of(String id, String address) {
    return of(InstanceId.of(id), Addresses.parse(InstanceId.of(id), address));
  }

  /** Returns the instance, ready or not. */
  default Instance withReady(boolean ready) {
    return ready == ready() ? this : ImmutableInstance.builder().from(this).ready(ready).build();
  }
}
