package io.slots.haproxy.cli;

import java.net.SocketAddress;
import java.time.Duration;

/**
 * Where HAProxy takes commands.
 *
 * @param address a Unix socket or a TCP address
 * @param master whether it is the master's ({@code -S}), by which every worker can be reached, or
 *     the {@code stats socket} of the one worker
 * @param silence how long HAProxy may keep silent before it is given up on
 * @param commandSize how many bytes a command with its payload may have; less than HAProxy's {@code
 *     tune.bufsize}
 */
public record CliTarget(SocketAddress address, boolean master, Duration silence, int commandSize) {
  /** Returns the address as it is told to people. */
  @Override
  public String toString() {
    return (master ? "the master socket " : "the stats socket ") + address;
  }
}
