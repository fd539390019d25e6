package io.slots.haproxy.plane;

import io.slots.app.Instance;

/**
 * An instance as a server of a backend.
 *
 * @param server the server's name in the backend
 * @param instance the instance
 * @param ip the IP address that the instance's host had when it was routed to
 */
public record Member(String server, Instance instance, String ip) {
  /** The port that the instance listens at. */
  public int port() {
    return instance.address().getPort();
  }

  /** Says whether the instance speaks TLS. */
  public boolean tls() {
    return instance.address().getScheme().equals("https");
  }

  /** Returns IP address and port, as HAProxy writes them. */
  public String endpoint() {
    return (ip.contains(":") ? "[" + ip + "]" : ip) + ":" + port();
  }
}
