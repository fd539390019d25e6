package io.slots.server.http;

import java.time.Duration;
import java.util.Map;

/**
 * Is told of every call that may change something or show secrets, before it is done and again when
 * it was answered; and of every call that was refused for its caller.
 */
public interface Audit {
  /**
   * A call that is told of.
   *
   * @param id what both lines of it have in common
   * @param caller who asks
   * @param from the address of the caller
   * @param action what for
   */
  record Call(String id, Caller caller, String from, Action action) {}

  /**
   * Writes down that a call is about to be done. If that throws, it is not done.
   *
   * @param of app, slot, as far as the path names such
   */
  void asked(Call call, Map<String, String> of);

  /**
   * Writes down what was answered. If that throws, the answer stays what it is.
   *
   * @param of app, slot, operation, as far as there are such
   */
  void answered(Call call, int status, Duration took, Map<String, String> of);
}
