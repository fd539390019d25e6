package io.slots.examples.crash.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks the data plane, each question once. Thread-safe. */
final class ControlClient {
  private final ObjectMapper json = Json.mapper();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI control;

  /** Asks at {@code control}. */
  ControlClient(URI control) {
    this.control = control;
  }

  /** Asks; the stage fails if there is no answer, or it is not the one that was asked for. */
  <T> CompletionStage<T> ask(Question question, Class<T> answer) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(control.resolve("/" + question.getClass().getSimpleName()))
              .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(question)))
              .build();
      return http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
          .thenApply(response -> read(response, answer));
    } catch (JsonProcessingException e) {
      // Its message would show what was to be written.
      return CompletableFuture.failedStage(
          new IllegalArgumentException(question.getClass().getSimpleName() + " cannot be written"));
    }
  }

  private <T> T read(HttpResponse<byte[]> response, Class<T> answer) {
    try {
      if (response.statusCode() != 200) {
        throw new IOException(json.readValue(response.body(), Reply.Failed.class).reason());
      }
      return json.readValue(response.body(), answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
  }
}
