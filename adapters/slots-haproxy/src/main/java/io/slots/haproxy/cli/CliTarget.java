package io.slots.haproxy.cli;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Where HAProxy takes commands. The worker that takes new connections is talked to directly, and
 * the others by the master: HAProxy 2.6's master now and then loses the end of an answer that is
 * long, and never says anything more on that connection. What is asked of the others is short.
 *
 * @param stats the worker's {@code stats socket}: a Unix socket or a TCP address
 * @param master the master's socket ({@code -S}), by which workers that are leaving can be reached
 * @param silence how long HAProxy may keep silent before it is given up on
 * @param commandSize how many bytes a command with its payload may have; less than HAProxy's {@code
 *     tune.bufsize}
 */
public record CliTarget(
    SocketAddress stats, Optional<SocketAddress> master, Duration silence, int commandSize) {}
