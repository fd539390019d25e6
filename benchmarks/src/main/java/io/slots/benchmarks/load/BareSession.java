package io.slots.benchmarks.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The least that can talk to HAProxy: a kept connection, a command, an answer. */
public final class BareSession implements AutoCloseable {
  private final SocketChannel channel;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);

  private BareSession(SocketChannel channel) {
    this.channel = channel;
  }

  /** Connects. */
  public static BareSession open(Path socket) throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    channel.connect(UnixDomainSocketAddress.of(socket));
    BareSession session = new BareSession(channel);
    String unused = session.ask("prompt");
    return session;
  }

  /** Sends a command and returns its short answer. */
  public String ask(String command) throws IOException {
    ByteBuffer out = ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8));
    while (out.hasRemaining()) {
      channel.write(out);
    }
    buffer.clear();
    while (buffer.position() < 2
        || buffer.get(buffer.position() - 1) != ' '
        || buffer.get(buffer.position() - 2) != '>') {
      if (channel.read(buffer) < 0) {
        throw new EOFException("HAProxy hung up");
      }
    }
    return new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8);
  }

  /** Requires that a command is done, as HAProxy tells by saying nothing, and how long it took. */
  public long nanosFor(String command) throws IOException {
    long since = System.nanoTime();
    String said = ask(command);
    long took = System.nanoTime() - since;
    if (!said.strip().equals(">")) {
      throw new IOException(command + ": " + said);
    }
    return took;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
