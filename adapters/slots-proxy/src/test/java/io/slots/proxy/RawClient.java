package io.slots.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what it is told to, and may hang up at any time. */
final class RawClient implements AutoCloseable {
  private final Socket socket;

  RawClient(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout((int) Rig.PATIENCE.toMillis());
    socket.setTcpNoDelay(true);
  }

  RawClient say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
    return this;
  }

  /** Reads until {@code end} was read, or the connection ends. */
  String readUntil(String end) throws IOException {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    InputStream in = socket.getInputStream();
    try {
      for (int b = in.read(); b >= 0; b = in.read()) {
        read.write(b);
        if (text(read).endsWith(end)) {
          break;
        }
      }
    } catch (SocketException reset) {
      read.writeBytes("(reset)".getBytes(StandardCharsets.ISO_8859_1));
    }
    return text(read);
  }

  /** Reads until the connection ends. */
  String readAll() throws IOException {
    return readUntil("\0no such thing\0");
  }

  private static String text(ByteArrayOutputStream read) {
    return read.toString(StandardCharsets.ISO_8859_1);
  }

  /** Hangs up with a reset, so that whatever is under way fails. */
  void hangUp() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
