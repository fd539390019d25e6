package io.slots.kubernetes.server;

import java.time.Duration;

/**
 * What goes wrong with a request.
 *
 * @param status what is answered
 * @param done whether it is carried out all the same
 * @param delay how late it is answered
 * @param body what the answer says, where it has a status
 */
public record Fault(int status, boolean done, Duration delay, String body) {
  /** An answer that says no more than its status. */
  public Fault(int status, boolean done, Duration delay) {
    this(status, done, delay, "{\"kind\":\"Status\",\"code\":" + status + "}");
  }

  /** It is not carried out, and answered with this status and these words. */
  public static Fault refused(int status, String body) {
    return new Fault(status, false, Duration.ZERO, body);
  }

  /** It is not carried out, and answered with this status. */
  public static Fault refused(int status) {
    return new Fault(status, false, Duration.ZERO);
  }

  /** It is carried out, and answered with this status. */
  public static Fault doneBut(int status) {
    return new Fault(status, true, Duration.ZERO);
  }

  /** It is carried out, and answered late. */
  public static Fault late(Duration delay) {
    return new Fault(0, true, delay);
  }
}
