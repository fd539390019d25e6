package io.slots.kubernetes.server;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.mockwebserver.dsl.HttpMethod;
import io.fabric8.mockwebserver.http.Buffer;
import io.fabric8.mockwebserver.http.Headers;
import io.fabric8.mockwebserver.http.MockResponse;
import io.fabric8.mockwebserver.http.RecordedRequest;
import io.fabric8.mockwebserver.http.Response;
import io.fabric8.mockwebserver.http.WebSocket;
import io.fabric8.mockwebserver.http.WebSocketListener;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The mock server's in-memory API, and what a real one does besides: server-side apply, conditions
 * of deletions; and faults. It writes down each request.
 */
final class Dispatching extends KubernetesCrudDispatcher {
  private static final String APPLY = "application/apply-patch+yaml";
  private static final Pattern NAME = Pattern.compile("/[^/?]+(\\?.*)?$");

  private final ObjectMapper mapper = new ObjectMapper();
  private final List<ApiCall> calls = new CopyOnWriteArrayList<>();
  private final Map<String, JsonNode> applied = new ConcurrentHashMap<>();
  private final List<WebSocket> watches = new CopyOnWriteArrayList<>();
  private final AtomicLong changes = new AtomicLong();
  private volatile Function<ApiCall, @Nullable Fault> faults = call -> null;

  List<ApiCall> calls() {
    return calls;
  }

  void faults(Function<ApiCall, @Nullable Fault> faults) {
    this.faults = faults;
  }

  /** Cuts every watch, as an API server does that is restarted. */
  void cutWatches() {
    watches.forEach(it -> it.close(1011, "cut"));
    watches.clear();
  }

  /** Counts what may have changed something. */
  long changes() {
    return changes.get();
  }

  @Override
  public MockResponse dispatch(RecordedRequest request) {
    ApiCall call = ApiCall.of(request);
    try {
      return dispatch(request, call);
    } finally {
      if (call.isWrite()) {
        changes.incrementAndGet();
      }
    }
  }

  private MockResponse dispatch(RecordedRequest request, ApiCall call) {
    boolean others = String.valueOf(request.getHeader("User-Agent")).startsWith(ApiServer.OTHERS);
    if (others || call.isDiscovery()) {
      return super.dispatch(request);
    }
    calls.add(call);
    Fault fault = faults.apply(call);
    if (fault == null) {
      return answer(request, call);
    }
    MockResponse answer = fault.done() ? answer(request, call) : new MockResponse();
    if (fault.status() > 0) {
      answer = new MockResponse().setResponseCode(fault.status()).setBody(fault.body());
    }
    return fault.delay().isZero() ? answer : answer.setBodyDelay(fault.delay());
  }

  private MockResponse answer(RecordedRequest request, ApiCall call) {
    if (call.verb().equals("PATCH")
        && String.valueOf(request.getHeader("Content-Type")).startsWith(APPLY)) {
      return apply(request);
    }
    if (call.verb().equals("DELETE") && isConditionBroken(request)) {
      return new MockResponse().setResponseCode(409).setBody("{\"kind\":\"Status\",\"code\":409}");
    }
    return super.dispatch(request);
  }

  /** Puts what is applied into the present object, or creates it. */
  private MockResponse apply(RecordedRequest request) {
    String path = String.valueOf(request.getPath());
    int query = path.indexOf('?');
    String plain = query < 0 ? path : path.substring(0, query);
    Map.Entry<?, String> present = findResource(getKey(plain));
    try {
      JsonNode wanted = mapper.readTree(request.getUtf8Body());
      if (present == null) {
        applied.put(plain, wanted);
        return super.dispatch(
            request(HttpMethod.POST, NAME.matcher(plain).replaceFirst(""), wanted));
      }
      ObjectNode next = (ObjectNode) mapper.readTree(present.getValue());
      ServerSideApply.apply(next, wanted, applied.getOrDefault(plain, wanted));
      MockResponse answer = super.dispatch(request(HttpMethod.PUT, plain, next));
      if (answer.code() < 300) {
        applied.put(plain, wanted);
      }
      return answer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RecordedRequest request(HttpMethod method, String path, JsonNode body) {
    return new RecordedRequest(
        "HTTP/1.1",
        method,
        path,
        Headers.builder().add("Content-Type", "application/json").build(),
        new Buffer(body.toString().getBytes(StandardCharsets.UTF_8)));
  }

  private boolean isConditionBroken(RecordedRequest request) {
    try {
      String body = request.getUtf8Body();
      JsonNode wanted =
          body == null || body.isEmpty()
              ? mapper.createObjectNode()
              : mapper.readTree(body).path("preconditions").path("resourceVersion");
      Map.Entry<?, String> present = findResource(getKey(String.valueOf(request.getPath())));
      return present != null
          && wanted.isTextual()
          && !mapper
              .readTree(present.getValue())
              .path("metadata")
              .path("resourceVersion")
              .asText()
              .equals(wanted.asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public MockResponse handleWatch(String path) {
    MockResponse response = super.handleWatch(path);
    WebSocketListener inner = response.getWebSocketListener();
    return response.withWebSocketUpgrade(
        new WebSocketListener() {
          @Override
          public void onOpen(WebSocket socket, Response opened) {
            watches.add(socket);
            inner.onOpen(socket, opened);
          }

          @Override
          public void onMessage(WebSocket socket, String text) {
            inner.onMessage(socket, text);
          }

          @Override
          public void onClosing(WebSocket socket, int code, String reason) {
            inner.onClosing(socket, code, reason);
          }

          @Override
          public void onClosed(WebSocket socket, int code, String reason) {
            inner.onClosed(socket, code, reason);
          }

          @Override
          public void onFailure(WebSocket socket, Throwable failure, Response broken) {
            inner.onFailure(socket, failure, broken);
          }
        });
  }
}
