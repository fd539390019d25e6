package io.slots.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.net.InetAddresses;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.stream.Collectors;

/** A child that tells whoever connects its environment, a variable a line. */
final class TellingChild {
  private TellingChild() {}

  public static void main(String[] args) throws IOException {
    int port = Integer.parseInt(System.getenv("PORT"));
    byte[] told = environment(System.getenv()).getBytes(UTF_8);
    try (ServerSocket server = new ServerSocket()) {
      server.setReuseAddress(true);
      server.bind(new InetSocketAddress(InetAddresses.forString("127.0.0.1"), port));
      while (true) {
        tell(server, told);
      }
    }
  }

  private static void tell(ServerSocket server, byte[] told) throws IOException {
    try (Socket connection = server.accept()) {
      connection.getOutputStream().write(told);
    } catch (java.net.SocketException e) {
      System.out.println("somebody only looked whether this listens: " + e);
    }
  }

  private static String environment(Map<String, String> environment) {
    return environment.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .collect(Collectors.joining("\n"));
  }
}
