package io.slots.server.http;

/** Does what a call asks for. */
@FunctionalInterface
public interface Work {
  /** Reads the request and writes the answer; what it throws becomes a {@link Trouble}. */
  void answer(Exchange exchange) throws Exception;
}
