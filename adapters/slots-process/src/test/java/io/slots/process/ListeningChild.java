package io.slots.process;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** A child that listens at {@code PORT} and hangs up on everybody. */
final class ListeningChild {
  private ListeningChild() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv("PORT"));
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddresses.forString("127.0.0.1"), port));
      System.out.println("listening");
      while (true) {
        server.accept().close();
      }
    }
  }
}
