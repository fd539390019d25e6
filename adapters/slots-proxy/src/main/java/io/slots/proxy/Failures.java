package io.slots.proxy;

import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;

/** What a failure to reach an instance means. */
final class Failures {
  private Failures() {}

  /** Netty's connect time-out is a {@link ConnectException} and says so by its name only. */
  static boolean isTimeout(Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof SocketTimeoutException
        || failure.getClass().getSimpleName().equals("ConnectTimeoutException");
  }

  /** Says whether no connection was made, so that nothing was sent. */
  static boolean isBeforeConnection(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof UnknownHostException
        || (failure instanceof SocketException
            && failure.getMessage() != null
            && failure.getMessage().contains("unreachable"));
  }
}
