package io.slots.benchmarks.proxy;

import java.io.IOException;

/** A proxy in a process of its own, on one thread or event loop, in front of two sides. */
interface Front extends AutoCloseable {
  /** The port on which it takes requests. */
  int port();

  /** Whether it can send requests to another side while it runs. */
  boolean canSwitch();

  /**
   * Sends requests to that side from now on. When this returns it is confirmed that it does, as far
   * as the proxy, or whoever looks after it, can confirm it.
   *
   * @param side 0 or 1
   */
  void switchTo(int side) throws IOException;

  @Override
  void close() throws IOException;
}
