package io.slots.server.http;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Serves actions over HTTP, or HTTPS. Paths are compared without regard to case. */
public final class HttpServer implements AutoCloseable {
  private static final int HEADERS = 16 * 1024;

  private final Javalin javalin;
  private final String scheme;
  private final String host;

  private HttpServer(Javalin javalin, String scheme, String host) {
    this.javalin = javalin;
    this.scheme = scheme;
    this.host = host;
  }

  /**
   * Starts to listen.
   *
   * @param actions what is served
   * @param otherwise how trouble with a path that no action has is told
   * @throws CannotListenException if it cannot; nothing of it stays
   */
  public static HttpServer start(
      Listening listening,
      Callers callers,
      Audit audit,
      List<Action> actions,
      ErrorForm otherwise) {
    Gate gate = new Gate(callers, audit, listening.bodyLimit());
    Javalin javalin =
        Javalin.create(
            config -> {
              configure(config, listening);
              for (Action action : actions) {
                config.routes.addHttpHandler(
                    action.verb().type(), action.path(), gate.before(action));
              }
              Action unknown =
                  Action.of(Verb.GET, "(no such path)", Right.OPEN, otherwise, exchange -> {});
              config.routes.exception(
                  HttpResponseException.class,
                  (e, context) -> unmatched(context, unknown, e.getStatus()));
            });
    try {
      javalin.start();
    } catch (RuntimeException e) {
      javalin.stop();
      throw new CannotListenException(listening, e);
    }
    return new HttpServer(
        javalin, listening.tls().isPresent() ? "https" : "http", listening.host());
  }

  private static void unmatched(Context context, Action unknown, int status) {
    Trouble trouble =
        switch (status) {
          case 404 ->
              Trouble.of(
                  404,
                  "InvalidResourceType",
                  "nothing is served here; /api/v1/openapi.json tells what is");
          case 405 ->
              Trouble.of(405, "MethodNotAllowed", "that path does not answer " + context.method());
          default -> Trouble.of(status, "BadRequest", "the request cannot be answered");
        };
    unknown.form().write(new Exchange(context, unknown, Caller.NOBODY), trouble);
  }

  private static void configure(JavalinConfig config, Listening listening) {
    config.startup.showJavalinBanner = false;
    config.startup.startupWatcherEnabled = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.router.caseInsensitiveRoutes = true;
    config.http.prefer405over404 = true;
    config.http.maxRequestSize = listening.bodyLimit();
    config.http.defaultContentType = "application/json";
    config.staticFiles.add(Console::configure);
    config.jetty.modifyHttpConfiguration(
        http -> {
          // Paths that two readers could read in two ways are refused before anybody reads them.
          http.setUriCompliance(UriCompliance.DEFAULT);
          http.setRequestHeaderSize(HEADERS);
          http.setSendServerVersion(false);
          http.setSendDateHeader(true);
        });
    config.jetty.addConnector((server, http) -> connector(server, http, listening));
    config.jetty.modifyServer(
        server -> {
          server.setStopTimeout(listening.grace().toMillis());
          server.insertHandler(new GracefulHandler());
          server.setErrorHandler(errors());
        });
  }

  /** For what is no request that could be handed on: an ambiguous path, headers too large. */
  private static ErrorHandler errors() {
    ErrorHandler errors =
        new ErrorHandler() {
          @Override
          public boolean errorPageForMethod(String method) {
            return true;
          }
        };
    errors.setShowStacks(false);
    errors.setShowCauses(false);
    errors.setShowOrigin(false);
    errors.setDefaultResponseMimeType("application/json");
    return errors;
  }

  private static Connector connector(Server server, HttpConfiguration http, Listening listening) {
    Optional<Listening.Tls> tls = listening.tls();
    ServerConnector connector;
    if (tls.isEmpty()) {
      connector = new ServerConnector(server, new HttpConnectionFactory(http));
    } else {
      SslContextFactory.Server certificate = new SslContextFactory.Server();
      certificate.setKeyStorePath(tls.get().keyStore().toString());
      certificate.setKeyStorePassword(tls.get().password());
      // Clients on loopback come by address too, for which no certificate has a name.
      http.addCustomizer(new SecureRequestCustomizer(false));
      connector =
          new ServerConnector(
              server,
              new SslConnectionFactory(certificate, "http/1.1"),
              new HttpConnectionFactory(http));
    }
    connector.setHost(listening.host());
    connector.setPort(listening.port());
    return connector;
  }

  /** Where it listens: {@code http://127.0.0.1:8070}. */
  public URI address() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return URI.create(scheme + "://" + shown + ":" + javalin.port());
  }

  /** Takes no more requests, lets those that it has finish for a while, and ends. */
  @Override
  public void close() {
    javalin.stop();
  }
}
