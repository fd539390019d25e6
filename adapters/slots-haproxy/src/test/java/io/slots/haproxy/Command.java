package io.slots.haproxy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** What an operator types at HAProxy's socket. */
final class Command {
  private Command() {}

  static String send(TestHaproxy haproxy, String command) throws IOException {
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(haproxy.socket()));
      channel.write(ByteBuffer.wrap((command + "\n").getBytes(StandardCharsets.UTF_8)));
      channel.shutdownOutput();
      ByteBuffer answer = ByteBuffer.allocate(1 << 20);
      while (channel.read(answer) >= 0) {
        // until HAProxy closes it
      }
      return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }
  }
}
