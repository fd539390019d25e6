package io.slots.slotctl;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** The server's own API. Answers are JSON as it came; trouble is a {@link CommandException}. */
final class Api {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient http;
  private final URI server;
  private final String token;

  Api(HttpClient http, URI server, String token) {
    this.http = http;
    this.server = server;
    this.token = token;
  }

  JsonNode get(String path) {
    return call("GET", path, BodyPublishers.noBody(), "");
  }

  JsonNode delete(String path) {
    return call("DELETE", path, BodyPublishers.noBody(), "");
  }

  JsonNode post(String path) {
    return call("POST", path, BodyPublishers.noBody(), "");
  }

  JsonNode post(String path, Map<String, ?> body) {
    return call("POST", path, json(body), "application/json");
  }

  JsonNode put(String path, Map<String, ?> body) {
    return call("PUT", path, json(body), "application/json");
  }

  JsonNode patch(String path, Map<String, ?> body) {
    return call("PATCH", path, json(body), "application/json");
  }

  JsonNode upload(String path, BodyPublisher body) {
    return call("POST", path, body, "application/octet-stream");
  }

  private static BodyPublisher json(Map<String, ?> body) {
    try {
      return BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not to be written as JSON", e);
    }
  }

  private JsonNode call(String method, String path, BodyPublisher body, String type) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve("/api/v1" + path))
            .method(method, body)
            .timeout(PATIENCE)
            .header("Accept", "application/json")
            .header("Authorization", "Bearer " + token);
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    HttpResponse<byte[]> response = send(request.build());
    JsonNode answer = read(response);
    if (response.statusCode() / 100 != 2) {
      throw new CommandException(ExitCodes.of(response.statusCode()), trouble(response, answer));
    }
    return answer;
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new CommandException(
          ExitCodes.NO_SERVER,
          "no answer from " + server + ": " + message(e) + "; is slots-server running there?",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCodes.NO_SERVER, "interrupted", e);
    }
  }

  private static String message(Throwable e) {
    String message = e.getMessage();
    return message == null || message.isEmpty() ? e.getClass().getSimpleName() : message;
  }

  private static JsonNode read(HttpResponse<byte[]> response) {
    if (response.body().length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new CommandException(
          ExitCodes.NO_SERVER, "what answers at " + response.uri() + " is no slots server", e);
    }
  }

  private static String trouble(HttpResponse<byte[]> response, JsonNode answer) {
    String detail = answer.path("detail").asText("the server answered " + response.statusCode());
    String accepted = answer.path("accepted").asText("");
    return accepted.isEmpty() || detail.contains(accepted) ? detail : detail + "; " + accepted;
  }
}
