package io.slots.server.http;

import com.google.common.base.Throwables;
import java.io.Serial;
import java.net.BindException;

/** The server cannot listen where it is told to. The message names address and port. */
public final class CannotListenException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  CannotListenException(Listening listening, RuntimeException cause) {
    super(
        "the server cannot listen on "
            + listening.host()
            + ", port "
            + listening.port()
            + (Throwables.getCausalChain(cause).stream().anyMatch(BindException.class::isInstance)
                ? ": another program has the port, or the address is not this machine's; end that"
                    + " one, or choose another with --port (0 for any that is free) and --host"
                : ""),
        cause);
  }
}
