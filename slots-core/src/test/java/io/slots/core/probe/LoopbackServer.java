package io.slots.core.probe;

import com.google.common.util.concurrent.Uninterruptibles;
import io.slots.app.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does to each connection what a script says, byte by byte. */
final class LoopbackServer implements AutoCloseable {
  /** What is done to a connection after the head of a request came in. */
  interface Script {
    void serve(Socket connection, OutputStream out) throws IOException;
  }

  private final ServerSocket listener;
  private final Script script;
  private final Thread acceptor;
  private final List<Socket> connections = new CopyOnWriteArrayList<>();
  private final List<String> heads = new CopyOnWriteArrayList<>();
  private final AtomicInteger ended = new AtomicInteger();

  private LoopbackServer(int port, Script script) {
    this.script = script;
    try {
      listener = new ServerSocket();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = daemon(this::accept);
  }

  static LoopbackServer start(Script script) {
    return new LoopbackServer(0, script);
  }

  static LoopbackServer startAt(int port, Script script) {
    return new LoopbackServer(port, script);
  }

  /** Answers with {@code lines} and keeps the connection open for more. */
  static LoopbackServer answering(String... lines) {
    return start(answer(lines));
  }

  static Script answer(String... lines) {
    byte[] bytes = (String.join("\r\n", lines) + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    return (connection, out) -> out.write(bytes);
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "loopback-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = listener.accept();
        connections.add(connection);
        Thread unused = daemon(() -> serve(connection));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try {
      InputStream in = connection.getInputStream();
      for (String head = head(in); !head.isEmpty(); head = head(in)) {
        heads.add(head);
        script.serve(connection, connection.getOutputStream());
      }
    } catch (IOException reset) {
      // As good an end as any.
    } finally {
      ended.incrementAndGet();
    }
  }

  /** Returns the head of the next request, or nothing at the end of the connection. */
  static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    for (int c = in.read(); c >= 0; c = in.read()) {
      head.append((char) c);
      if (head.toString().endsWith("\r\n\r\n")) {
        return head.toString();
      }
    }
    return "";
  }

  int port() {
    return listener.getLocalPort();
  }

  Instance instance() {
    return Instance.of("web-1", "http://127.0.0.1:" + port());
  }

  /** The heads of all requests so far. */
  List<String> heads() {
    return heads;
  }

  /** How many connections came in so far. */
  int connections() {
    return connections.size();
  }

  /** How many connections are over, as the server sees it. */
  int ended() {
    return ended.get();
  }

  /** Accepts no more, and leaves the connections open, like a process that drains. */
  void stopListening() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    // The port is free only when nobody is in accept() any more.
    Uninterruptibles.joinUninterruptibly(acceptor);
  }

  static void reset(Socket connection) throws SocketException, IOException {
    connection.setSoLinger(true, 0);
    connection.close();
  }

  @Override
  public void close() {
    stopListening();
    for (Socket connection : connections) {
      try {
        connection.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
