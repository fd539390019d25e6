package io.slots.server.http;

/** How an API tells of trouble. */
@FunctionalInterface
public interface ErrorForm {
  /** Writes status and body of the answer. */
  void write(Exchange exchange, Trouble trouble);
}
