package io.slots.core.probe;

import com.google.common.base.Throwables;
import io.slots.effect.ProbeAnswer;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;

/**
 * Says in plain words why there was no HTTP response. It goes by the types of the exceptions, for
 * their texts differ between JDKs, and may repeat what the instance sent.
 */
final class Failures {
  private Failures() {}

  static ProbeAnswer answer(Throwable failure) {
    List<Throwable> causes = Throwables.getCausalChain(failure);
    return causes.stream().anyMatch(HttpTimeoutException.class::isInstance)
        ? new ProbeAnswer.TimedOut()
        : new ProbeAnswer.Unreachable(reason(causes));
  }

  private static String reason(List<Throwable> causes) {
    if (has(causes, UnknownHostException.class) || has(causes, UnresolvedAddressException.class)) {
      return "the host is unknown";
    }
    if (has(causes, NoRouteToHostException.class)) {
      return "no route to the host";
    }
    if (has(causes, ConnectException.class)) {
      return "connection refused";
    }
    if (has(causes, SSLException.class)) {
      return "no TLS connection";
    }
    if (has(causes, ProtocolException.class)) {
      return "not HTTP";
    }
    if (has(causes, SocketException.class) || says(causes, "reset")) {
      return "connection reset";
    }
    if (has(causes, EOFException.class) || says(causes, "received no bytes")) {
      return "connection closed without an answer";
    }
    return "no HTTP response (" + causes.get(causes.size() - 1).getClass().getSimpleName() + ")";
  }

  private static boolean has(List<Throwable> causes, Class<? extends Throwable> type) {
    return causes.stream().anyMatch(type::isInstance);
  }

  private static boolean says(List<Throwable> causes, String words) {
    Predicate<Throwable> says = cause -> String.valueOf(cause.getMessage()).contains(words);
    return causes.stream().anyMatch(says);
  }
}
