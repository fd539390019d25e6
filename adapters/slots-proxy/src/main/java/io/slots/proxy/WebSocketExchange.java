package io.slots.proxy;

import io.slots.proxy.admission.Target;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ClientWebSocket;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket between a client and an instance. The client is accepted once the instance has
 * accepted, so an instance that refuses is heard. Frames are passed on one by one and as they are;
 * extensions are not negotiated, pings are answered on each side and passed on, pongs are not.
 */
final class WebSocketExchange extends Exchange {
  /** How long a side may take to answer a close frame. */
  static final int CLOSING_SECONDS = 5;

  private static final Logger log = LoggerFactory.getLogger(WebSocketExchange.class);
  private static final short NORMAL = 1000;
  private static final short GOING_AWAY = 1001;
  private static final short NO_STATUS = 1005;
  private static final short INTERNAL_ERROR = 1011;
  private static final String PROTOCOL = "sec-websocket-protocol";

  private final HttpServerResponse response;
  private final Queue<WebSocketFrame> early = new ArrayDeque<>();
  private @Nullable WebSocketBase client;
  private @Nullable WebSocketBase instance;
  private boolean clientOpen;
  private boolean instanceOpen;
  private boolean answered;
  private long begun;

  WebSocketExchange(ProxyWorker worker, HttpServerRequest request, RequestTarget asked) {
    super(worker, request, asked);
    response = request.response();
  }

  void begin() {
    request.pause();
    begun = worker.nanoTime();
    response.closeHandler(v -> clientGone());
    admit();
  }

  /** Before the client is accepted; afterwards its WebSocket tells. */
  private void clientGone() {
    if (client == null && !hasEnded()) {
      WebSocketBase open = instance;
      if (open != null && instanceOpen) {
        open.close(GOING_AWAY, "client gone");
      } else {
        end();
      }
    }
  }

  @Override
  void forwardTo(Target target) {
    ClientWebSocket socket = worker.upstreams().webSocket();
    socket.frameHandler(this::fromInstance);
    socket.closeHandler(v -> instanceClosed());
    socket.connect(options(target)).onComplete(this::opened, failure -> failed(target, failure));
    instance = socket;
  }

  private WebSocketConnectOptions options(Target target) {
    MultiMap headers = HttpHeaders.headers().addAll(request.headers());
    String protocols = String.join(",", headers.getAll(PROTOCOL));
    boolean hasOrigin = headers.contains(HttpHeaders.ORIGIN);
    HopByHop.removeFrom(headers);
    removeHandshake(headers);
    headers.set(HttpHeaders.HOST, asked.authority());
    worker.forwardedHeaders().writeTo(headers, request, asked);
    WebSocketConnectOptions options = worker.upstreams().webSocketTo(target);
    options.setURI(asked.uri()).setHeaders(headers).setAllowOriginHeader(hasOrigin);
    if (!protocols.isEmpty()) {
      options.setSubProtocols(List.of(protocols));
    }
    return options;
  }

  /** Vert.x shakes hands on either side by itself. */
  private static void removeHandshake(MultiMap headers) {
    headers.remove("sec-websocket-key");
    headers.remove("sec-websocket-version");
    headers.remove("sec-websocket-extensions");
    headers.remove("sec-websocket-accept");
    headers.remove(PROTOCOL);
  }

  private void failed(Target target, Throwable failure) {
    if (hasEnded() || answered) {
      return;
    }
    if (failure instanceof UpgradeRejectedException rejected) {
      passOn(rejected);
    } else if (Failures.isBeforeConnection(failure)) {
      unreachable(target, failure);
    } else {
      log.debug("{} accepted no WebSocket", target, failure);
      answer(Failures.isTimeout(failure) ? Answer.TIMEOUT : Answer.FAILED);
    }
  }

  private void passOn(UpgradeRejectedException rejected) {
    answered = true;
    MultiMap headers = response.headers().addAll(rejected.getHeaders());
    HopByHop.removeFrom(headers);
    headers.remove(HttpHeaders.CONTENT_LENGTH);
    response.setStatusCode(rejected.getStatus());
    addCookie(headers);
    Buffer content = rejected.getBody();
    request.resume();
    response.end(content == null ? Buffer.buffer() : content).onComplete(done -> end());
  }

  private void opened(WebSocket socket) {
    if (hasEnded() || answered || response.closed()) {
      socket.close(GOING_AWAY, "client gone");
      end();
      return;
    }
    instance = socket;
    instanceOpen = true;
    MultiMap headers = response.headers().addAll(socket.headers());
    HopByHop.removeFrom(headers);
    removeHandshake(headers);
    headers.remove(HttpHeaders.CONTENT_LENGTH);
    if (socket.subProtocol() != null) {
      headers.set(PROTOCOL, socket.subProtocol());
    }
    addCookie(headers);
    request
        .toWebSocket()
        .onComplete(
            this::accepted,
            failure -> {
              log.debug("the client's WebSocket handshake failed", failure);
              socket.close(GOING_AWAY, "client gone");
            });
  }

  private void accepted(ServerWebSocket socket) {
    client = socket;
    clientOpen = true;
    socket.closeHandler(v -> clientClosed());
    if (response.closed()) {
      clientClosed();
      return;
    }
    socket.frameHandler(this::fromClient);
    WebSocketFrame frame = early.poll();
    while (frame != null) {
      fromInstance(frame);
      frame = early.poll();
    }
    WebSocketBase from = instance;
    if (from != null && instanceOpen) {
      from.resume();
    } else {
      closeClient();
    }
  }

  private void fromInstance(WebSocketFrame frame) {
    WebSocketBase from = instance;
    WebSocketBase to = client;
    if (to == null || from == null) {
      early.add(frame);
      if (from != null && instanceOpen) {
        from.pause();
      }
    } else {
      pass(frame, from, to);
    }
  }

  private void fromClient(WebSocketFrame frame) {
    WebSocketBase from = client;
    WebSocketBase to = instance;
    if (from != null && to != null) {
      pass(frame, from, to);
    }
  }

  private static void pass(WebSocketFrame frame, WebSocketBase from, WebSocketBase to) {
    switch (frame.type()) {
      case CLOSE -> to.close(sendable(from.closeStatusCode(), NORMAL), from.closeReason());
      case PONG -> log.trace("a pong ends here: each side's pings are answered by the proxy");
      case TEXT, BINARY, CONTINUATION, PING -> {
        if (to.isClosed()) {
          return;
        }
        to.writeFrame(frame);
        if (to.writeQueueFull()) {
          from.pause();
          to.drainHandler(v -> from.resume());
        }
      }
    }
  }

  /** 1005, 1006 and 1015 say that there was no code; they are not sent (RFC 6455, 7.4.1). */
  private static short sendable(@Nullable Short code, short otherwise) {
    if (code == null || code == NO_STATUS || code == 1006 || code == 1015) {
      return otherwise;
    }
    return code;
  }

  private void clientClosed() {
    WebSocketBase from = client;
    WebSocketBase to = instance;
    clientOpen = false;
    if (instanceOpen && to != null && from != null && !to.isClosed()) {
      to.close(sendable(from.closeStatusCode(), GOING_AWAY), from.closeReason());
    }
    endIfClosed();
  }

  private void instanceClosed() {
    instanceOpen = false;
    closeClient();
    endIfClosed();
  }

  private void closeClient() {
    WebSocketBase from = instance;
    WebSocketBase to = client;
    if (clientOpen && to != null && from != null && !to.isClosed()) {
      to.close(sendable(from.closeStatusCode(), INTERNAL_ERROR), from.closeReason());
    }
  }

  private void endIfClosed() {
    if (!clientOpen && !instanceOpen) {
      end();
    }
  }

  @Override
  void answer(Answer answer) {
    answered = true;
    request.resume();
    if (response.closed() || response.headWritten()) {
      end();
    } else {
      Page.send(request, answer, asked.host()).onComplete(done -> end());
    }
  }

  /** Vert.x limits connecting and the handshake; this is for one that forgets to tell. */
  @Override
  void checkTime(long nanoTime) {
    boolean late = nanoTime - begun > worker.limits().responseTimeout().toNanos();
    if (late && !instanceOpen && client == null && !answered) {
      answer(Answer.TIMEOUT);
    }
  }

  @Override
  void expire() {
    WebSocketBase toClient = client;
    WebSocketBase toInstance = instance;
    if (toClient != null && clientOpen) {
      toClient.close(GOING_AWAY, "the instance is withdrawn");
    }
    if (toInstance != null && instanceOpen) {
      toInstance.close(GOING_AWAY, "the instance is withdrawn");
    }
    if (toClient == null && !instanceOpen && !answered) {
      answer(Answer.WITHDRAWN);
    }
  }
}
