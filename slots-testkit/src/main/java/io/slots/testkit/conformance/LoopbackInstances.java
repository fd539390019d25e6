package io.slots.testkit.conformance;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.net.InetAddresses;
import io.slots.app.Instance;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Instances for probes that speak HTTP: servers on loopback that answer byte by byte what they are
 * told to. Safe for use by several threads.
 */
public final class LoopbackInstances implements ProbedInstances, AutoCloseable {
  /** What is answered to the head of a request; false ends the connection. */
  private interface Answer {
    boolean to(OutputStream out) throws IOException;
  }

  private static final InetAddress LOOPBACK = InetAddresses.forString("127.0.0.1");

  private final Map<URI, Server> servers = new ConcurrentHashMap<>();

  private LoopbackInstances() {}

  /** Returns none yet; each is started when it is asked for. */
  public static LoopbackInstances create() {
    return new LoopbackInstances();
  }

  @Override
  public Instance answering(int status) {
    return start(status(status, ""));
  }

  private static Answer status(int status, String header) {
    return text("HTTP/1.1 " + status + " Whatever\r\n" + header + "Content-Length: 0\r\n\r\n");
  }

  private static Answer text(String text) {
    return out -> {
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      return true;
    };
  }

  @Override
  public Instance redirecting(Instance elsewhere) {
    return start(status(302, "Location: " + elsewhere.address() + "/\r\n"));
  }

  @Override
  public Instance refusing() {
    try (ServerSocket closed = new ServerSocket(0, 1, LOOPBACK)) {
      return Instance.of("refusing", "http://127.0.0.1:" + closed.getLocalPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Instance silent() {
    return start(out -> true);
  }

  @Override
  public Instance stuckInTheHead() {
    return start(text("HTTP/1.1 200 OK\r\nX-Slow: y\r\n"));
  }

  @Override
  public Instance hangingUp() {
    return start(out -> false);
  }

  @Override
  public Instance talkingNonsense(String text) {
    return start(text("SSH-2.0-" + text + "\r\n\r\n"));
  }

  @Override
  public void changeStatus(Instance instance, int status) {
    server(instance).answer = status(status, "");
  }

  @Override
  public List<Request> requests(Instance instance) {
    return ImmutableList.copyOf(server(instance).requests);
  }

  private Server server(Instance instance) {
    Server server = servers.get(instance.address());
    if (server == null) {
      throw new IllegalArgumentException(instance + " is none of these");
    }
    return server;
  }

  private Instance start(Answer answer) {
    Server server = new Server(answer);
    URI address = URI.create("http://127.0.0.1:" + server.listener.getLocalPort());
    servers.put(address, server);
    return Instance.of("probed-" + server.listener.getLocalPort(), address.toString());
  }

  @Override
  public void close() {
    servers.values().forEach(Server::close);
  }

  private static final class Server {
    private final ServerSocket listener;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile Answer answer;

    Server(Answer answer) {
      this.answer = answer;
      try {
        listener = new ServerSocket(0, 256, LOOPBACK);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      Answers.daemon(this::accept);
    }

    private void accept() {
      while (!listener.isClosed()) {
        try {
          Socket connection = listener.accept();
          connections.add(connection);
          Answers.daemon(() -> serve(connection));
        } catch (IOException closed) {
          return;
        }
      }
    }

    private void serve(Socket connection) {
      try (connection) {
        InputStream in = connection.getInputStream();
        for (String head = head(in); !head.isEmpty(); head = head(in)) {
          requests.add(request(head));
          if (!answer.to(connection.getOutputStream())) {
            return;
          }
        }
      } catch (IOException reset) {
        // The probe has hung up, as it may.
      }
    }

    /** Reads up to the empty line; nothing at the end of the connection. */
    private static String head(InputStream in) throws IOException {
      StringBuilder head = new StringBuilder();
      for (int c = in.read(); c >= 0; c = in.read()) {
        head.append((char) c);
        if (head.length() > 3 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
          return head.toString();
        }
      }
      return "";
    }

    private static Request request(String head) {
      List<String> lines = Splitter.on("\r\n").omitEmptyStrings().splitToList(head);
      List<String> first = Splitter.on(' ').splitToList(lines.get(0));
      return new Request(
          first.size() > 1 ? first.get(1) : "",
          lines.stream()
              .filter(it -> it.toLowerCase(Locale.ROOT).matches("(x-forwarded-)?host:.*"))
              .map(it -> it.substring(it.indexOf(':') + 1).strip())
              .toList());
    }

    private void close() {
      try {
        listener.close();
        for (Socket connection : connections) {
          connection.close();
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
