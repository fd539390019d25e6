package io.slots.server.http;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where and how the server listens.
 *
 * @param host the address; loopback unless somebody wants otherwise
 * @param port the port; 0 for any that is free
 * @param tls the key store with the server's certificate; without one it speaks plain HTTP
 * @param bodyLimit how many bytes a JSON body may have
 * @param grace how long requests may take to finish when the server stops
 */
public record Listening(String host, int port, Optional<Tls> tls, long bodyLimit, Duration grace) {
  /**
   * A certificate and its key.
   *
   * @param keyStore a PKCS#12 file
   * @param password what opens it
   */
  public record Tls(Path keyStore, String password) {
    /** Returns the file's name, not what opens it. */
    @Override
    public String toString() {
      return keyStore.toString();
    }
  }
}
