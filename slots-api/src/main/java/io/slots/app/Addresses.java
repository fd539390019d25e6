package io.slots.app;

import io.slots.RefusedException;
import io.slots.Rule;
import java.net.URI;
import java.net.URISyntaxException;

/** Reads addresses, and refuses bad ones without showing them: one may hold a password. */
final class Addresses {
  private Addresses() {}

  static URI parse(InstanceId instance, String address) {
    try {
      return new URI(address);
    } catch (URISyntaxException e) {
      throw refused(instance);
    }
  }

  static RefusedException refused(InstanceId instance) {
    return new RefusedException(
        Rule.of(1, 3),
        "the address of instance " + instance + " is none that can be routed to",
        "http or https with host and port and nothing else, such as http://127.0.0.1:8080");
  }
}
