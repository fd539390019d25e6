package io.slots.examples.stage.load;

import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.BasicHttpClientConnectionManager;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.net.URIAuthority;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * One connection to the proxy, kept alive, that asks for one host. It tries everything once: no
 * retry, no redirect, and no look whether a kept connection still lives, so that whatever the proxy
 * does to its clients shows. Cookies it forgets, unless it is told to keep them. For one thread,
 * save {@link #close()}.
 */
public final class Client implements AutoCloseable {
  private final HttpHost proxy;
  private final String host;
  private final CookieStore cookies = new BasicCookieStore();
  private final CloseableHttpClient http;

  /** Returns a client that asks the proxy on {@code port} of loopback for {@code host}. */
  public Client(int port, String host, Timeout noAnswer) {
    this(port, host, noAnswer, HttpClientBuilder::disableCookieManagement);
  }

  /** Returns a client that keeps the cookies that it gets, as a browser does. */
  public static Client withCookies(int port, String host, Timeout noAnswer) {
    return new Client(port, host, noAnswer, UnaryOperator.identity());
  }

  private Client(
      int port, String host, Timeout noAnswer, UnaryOperator<HttpClientBuilder> cookieManagement) {
    this.proxy = new HttpHost("http", "127.0.0.1", port);
    this.host = host;
    BasicHttpClientConnectionManager connection = new BasicHttpClientConnectionManager();
    connection.setConnectionConfig(
        ConnectionConfig.custom()
            .setConnectTimeout(noAnswer)
            .setSocketTimeout(noAnswer)
            .setValidateAfterInactivity(TimeValue.NEG_ONE_MILLISECOND)
            .build());
    this.http =
        cookieManagement
            .apply(HttpClients.custom().setDefaultCookieStore(cookies))
            .setConnectionManager(connection)
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableAuthCaching()
            .setUserAgent("slots-examples")
            .build();
  }

  /** Sends {@code ask} and reads the answer to its end. */
  public Exchange send(Ask ask) {
    long begun = System.nanoTime();
    Reply reply = reply(ask);
    return new Exchange(ask, begun, System.nanoTime(), reply);
  }

  /** The cookie of that name, if it keeps one. */
  public Optional<String> cookie(String name) {
    return cookies.getCookies().stream()
        .filter(it -> it.getName().equals(name))
        .map(Cookie::getValue)
        .findFirst();
  }

  private Reply reply(Ask ask) {
    HttpGet get = new HttpGet(ask.path());
    get.setAuthority(new URIAuthority(host, proxy.getPort()));
    try {
      return http.execute(proxy, get, response -> read(ask, response));
    } catch (IOException e) {
      return new Reply.Failed(reason(e));
    }
  }

  private static Reply read(Ask ask, ClassicHttpResponse response)
      throws IOException, ParseException {
    HttpEntity entity = response.getEntity();
    String body = entity == null ? "" : EntityUtils.toString(entity);
    if (response.getCode() != 200) {
      return new Reply.Failed("status " + response.getCode());
    }
    if (!ask.isWhole(body)) {
      return new Reply.Failed("the body is not whole");
    }
    return new Reply.Answered(
        header(response, "X-Version"), header(response, "X-Environment"), body);
  }

  private static String header(ClassicHttpResponse response, String name) {
    return Optional.ofNullable(response.getFirstHeader(name)).map(Header::getValue).orElse("");
  }

  private static String reason(IOException e) {
    String name = e.getClass().getSimpleName();
    return e.getMessage() == null ? name : name + ": " + e.getMessage();
  }

  /** Cuts the connection; a request under way fails. */
  @Override
  public void close() {
    http.close(CloseMode.IMMEDIATE);
  }
}
