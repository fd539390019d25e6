package io.slots.haproxy;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that keeps its connection and never sends a request twice. For one thread. */
final class Client implements Closeable {
  private final int port;
  private @Nullable Socket socket;
  private @Nullable InputStream in;

  Client(int port) {
    this.port = port;
  }

  /**
   * An answer.
   *
   * @param headers by name, in lower case
   */
  record Reply(int status, Map<String, String> headers, String body) {}

  Reply get(String host, String path) throws IOException {
    return get(host, path, "");
  }

  Reply get(String host, String path, String headerLines) throws IOException {
    send(host, path, headerLines);
    return receive();
  }

  void send(String host, String path, String headerLines) throws IOException {
    Socket open = socket;
    if (open == null) {
      open = new Socket(InetAddress.getLoopbackAddress(), port);
      open.setTcpNoDelay(true);
      open.setSoTimeout((int) TestHaproxy.PATIENCE.toMillis());
      socket = open;
      in = new BufferedInputStream(open.getInputStream());
    }
    String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headerLines + "\r\n";
    open.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  Reply receive() throws IOException {
    InputStream from = in;
    if (from == null) {
      throw new IOException("nothing was sent");
    }
    String status = line(from);
    Map<String, String> headers = new HashMap<>();
    for (String line = line(from); !line.isEmpty(); line = line(from)) {
      int colon = line.indexOf(':');
      headers.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
    String length = headers.getOrDefault("content-length", "0");
    byte[] body = from.readNBytes(Integer.parseInt(length));
    if (body.length != Integer.parseInt(length)) {
      throw new EOFException("the body was cut");
    }
    if ("close".equalsIgnoreCase(headers.get("connection"))) {
      close();
    }
    return new Reply(
        Integer.parseInt(status.substring(9, 12)),
        headers,
        new String(body, StandardCharsets.UTF_8));
  }

  private static String line(InputStream from) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = from.read(); c != '\n'; c = from.read()) {
      if (c < 0) {
        throw new EOFException("the connection was closed after \"" + line + "\"");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    Socket open = socket;
    socket = null;
    in = null;
    if (open != null) {
      open.close();
    }
  }
}
