package io.slots.core.probe;

import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import javax.net.ssl.SSLContext;

/**
 * Asks instances by HTTP/1.1, on the JDK's own client: {@code GET}, directly, following no redirect
 * and through no proxy (S4.3, S4.4). A 302 is an answer, and so is a 500. The probe is over when
 * the head of the response is there; the body is not read.
 *
 * <p><em>Failure:</em> the stage never fails. What is no HTTP response is {@link
 * ProbeAnswer.Unreachable} with the reason in plain words; none within {@link Probe#timeout()},
 * counted from the call and including look-up, connection and the whole head, is {@link
 * ProbeAnswer.TimedOut}. A status outside of 100 to 599 is not HTTP.
 *
 * <p><em>Connections:</em> each probe has a connection of its own, which is closed with it, so that
 * no answer comes from a process that was restarted since. The JDK's client would rather keep it
 * for the next request to the same address, and cannot be told not to except for the whole JVM; but
 * it closes the connection of a request that is cancelled (JDK 16 and later), so each probe is
 * cancelled as soon as it has its status.
 *
 * <p><em>Host:</em> the public host name goes into {@code X-Forwarded-Host}. It goes into {@code
 * Host} too where the JVM was started with {@code -Djdk.httpclient.allowRestrictedHeaders=host};
 * the client reserves that header otherwise, and {@code Host} then is the instance's own address.
 *
 * <p><em>What the JDK's client does on its own,</em> and only JVM-wide properties would change: if
 * a connection is refused, or closed before the first byte of an answer, it asks once more within
 * the same time-out. Over {@code https} a certificate must name the address that is probed, not the
 * public host.
 *
 * <p><em>Threads:</em> one for all connections and at most {@value WorkerThreads#MOST} for all
 * answers, however many probes are under way. All are daemons; the former ends when the probe is
 * garbage, the latter when they are idle, so there is nothing to close. Safe for use by several
 * threads.
 */
public final class HttpHealthProbe implements HealthProbe {
  private static final String USER_AGENT = "SlotsWarmUp";

  private final HttpClient client;
  private final boolean hostHeaderAllowed = isHostHeaderAllowed();

  private HttpHealthProbe(HttpClient.Builder builder) {
    this.client =
        builder
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .proxy(HttpClient.Builder.NO_PROXY)
            .executor(WorkerThreads.start())
            .build();
  }

  /** Returns a probe; instances that speak {@code https} are trusted as the JVM trusts. */
  public static HttpHealthProbe create() {
    return new HttpHealthProbe(HttpClient.newBuilder());
  }

  /** Returns a probe that trusts instances that speak {@code https} as {@code tls} does. */
  public static HttpHealthProbe create(SSLContext tls) {
    return new HttpHealthProbe(HttpClient.newBuilder().sslContext(tls));
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    try {
      return HeadOnly.ask(client, request(probe), probe.timeout());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          new ProbeAnswer.Unreachable(probe.shownPath() + " cannot be requested"));
    }
  }

  private HttpRequest request(Probe probe) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(probe.instance().address() + probe.path()))
            .header("User-Agent", USER_AGENT)
            .header("X-Forwarded-Host", probe.host().value());
    if (hostHeaderAllowed) {
      request.header("Host", probe.host().value());
    }
    return request.build();
  }

  private static boolean isHostHeaderAllowed() {
    try {
      HttpRequest.newBuilder().header("Host", "localhost");
      return true;
    } catch (IllegalArgumentException restricted) {
      return false;
    }
  }
}
