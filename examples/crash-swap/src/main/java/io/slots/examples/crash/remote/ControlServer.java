package io.slots.examples.crash.remote;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.common.base.Preconditions;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.effect.RoutesAnswer;
import io.slots.examples.crash.remote.Ledger.Part;
import io.slots.examples.stage.verdict.ProductionTimeline;
import io.slots.spi.Call;
import io.slots.spi.Fenced;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets orchestrators in other processes use what is in this one: router and processes. Each kind of
 * question has a path of its own. Thread-safe.
 */
public final class ControlServer implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";

  private final ObjectMapper json = Json.mapper();
  private final Map<String, Endpoint> endpoints = new HashMap<>();
  private final Ledger ledger = new Ledger();
  private final Vertx vertx;
  private final HttpServer server;

  @FunctionalInterface
  private interface Endpoint {
    CompletionStage<? extends Object> answer(byte[] question) throws IOException;
  }

  private ControlServer() {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    server = vertx.createHttpServer().requestHandler(this::handle);
  }

  /**
   * Starts to answer, on any free port of loopback.
   *
   * @param timeline knows what {@code router} does
   */
  public static <P extends InstanceRestarter & InstanceProvisioner> ControlServer start(
      Router router, P platform, ProductionTimeline timeline) {
    ControlServer control = new ControlServer();
    control.serve(router);
    control.serve(platform);
    Map<Part, Fenced> parts = Map.of(Part.ROUTER, router, Part.PLATFORM, platform);
    control.on(
        Question.Fence.class,
        it -> control.fence(Preconditions.checkNotNull(parts.get(it.part())), it));
    control.on(
        Question.Tell.class,
        it -> CompletableFuture.completedStage(Account.of(control.ledger.counted(), timeline)));
    HttpServer unused =
        control.server.listen(0, LOOPBACK).toCompletionStage().toCompletableFuture().join();
    return control;
  }

  /** The port that it listens on. */
  public int port() {
    return server.actualPort();
  }

  private CompletionStage<Reply.Done> fence(Fenced part, Question.Fence fence) {
    AppName app = AppName.of(fence.app());
    Call call = fence.call().call();
    return ledger
        .show(fence.part(), app, call, () -> part.fence(app, call))
        .thenApply(done -> new Reply.Done());
  }

  private void serve(Router router) {
    on(
        Question.Publish.class,
        it ->
            ledger
                .count(
                    Part.ROUTER,
                    AppName.of(it.table().app()),
                    it.call().call(),
                    RoutesAnswer.InForce.class::isInstance,
                    () -> router.publish(it.table().table(), it.call().call()))
                .thenApply(Reply.Routes::of));
    on(
        Question.InForce.class,
        it -> router.inForce(AppName.of(it.app())).thenApply(Reply.Tables::of));
    on(
        Question.InFlight.class,
        it -> router.inFlight(AppName.of(it.app()), it.ids()).thenApply(Reply.Counts::of));
  }

  private <P extends InstanceRestarter & InstanceProvisioner> void serve(P platform) {
    on(
        Question.RestartInstance.class,
        it -> runs(it.app(), it.call(), call -> platform.restart(it.effect(), call.call())));
    on(
        Question.ProvisionInstance.class,
        it -> runs(it.app(), it.call(), call -> platform.provision(it.effect(), call.call())));
    on(
        Question.EndInstance.class,
        it ->
            ledger.count(
                Part.PLATFORM,
                AppName.of(it.app()),
                it.call().call(),
                done -> true,
                () ->
                    platform
                        .decommission(it.effect(), it.call().call())
                        .thenApply(gone -> new Reply.Done())));
  }

  private CompletionStage<Reply.Runs> runs(
      String app, CallForm call, Function<CallForm, CompletionStage<Instance>> start) {
    return ledger
        .count(Part.PLATFORM, AppName.of(app), call.call(), done -> true, () -> start.apply(call))
        .thenApply(InstanceForm::of)
        .thenApply(Reply.Runs::new);
  }

  private <Q extends Question> void on(
      Class<Q> question, Function<Q, CompletionStage<? extends Object>> answer) {
    endpoints.put(
        "/" + question.getSimpleName(), body -> answer.apply(json.readValue(body, question)));
  }

  private void handle(HttpServerRequest request) {
    Context context = vertx.getOrCreateContext();
    Endpoint endpoint = endpoints.getOrDefault(request.path(), ControlServer::nobody);
    request
        .body()
        .onSuccess(
            body ->
                begin(endpoint, body.getBytes())
                    .whenComplete(
                        (answer, failure) ->
                            context.runOnContext(it -> answer(request, answer, failure))));
  }

  private static CompletionStage<?> nobody(byte[] question) {
    return CompletableFuture.failedStage(new IOException("there is no such question"));
  }

  private static CompletionStage<?> begin(Endpoint endpoint, byte[] question) {
    try {
      return endpoint.answer(question);
    } catch (IOException | RuntimeException e) {
      return CompletableFuture.failedStage(e);
    }
  }

  /** Whoever has asked may have been killed since; then nobody hears it. */
  private void answer(
      HttpServerRequest request, @Nullable Object answer, @Nullable Throwable failure) {
    Object told = failure == null ? answer : new Reply.Failed(reason(failure));
    int status = failure == null ? 200 : 500;
    try {
      Future<Void> unused =
          request.response().setStatusCode(status).end(json.writeValueAsString(told));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return Optional.ofNullable(cause.getMessage()).orElse(cause.getClass().getSimpleName());
  }

  /** Answers no more. */
  @Override
  public void close() {
    Void unused = vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
