package io.slots.examples.crash.remote;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import io.slots.examples.crash.remote.Ledger.Part;
import io.slots.spi.Call;
import io.slots.spi.Router;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** The router in the data plane, asked over HTTP. Thread-safe. */
public final class RemoteRouter implements Router {
  private final ControlClient client;

  /** Asks at {@code control}. */
  public RemoteRouter(URI control) {
    client = new ControlClient(control);
  }

  @Override
  public CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call) {
    return client
        .ask(new Question.Publish(TableForm.of(table), CallForm.of(call)), Reply.Routes.class)
        .thenApply(Reply.Routes::answer);
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return client.ask(
        new Question.Fence(Part.ROUTER, app.spelling(), CallForm.of(call)), Reply.Done.class);
  }

  @Override
  public CompletionStage<Optional<RoutingTable>> inForce(AppName app) {
    return client
        .ask(new Question.InForce(app.spelling()), Reply.Tables.class)
        .thenApply(Reply.Tables::table);
  }

  @Override
  public CompletionStage<Map<InstanceId, Integer>> inFlight(
      AppName app, Set<InstanceId> instances) {
    Question question =
        new Question.InFlight(
            app.spelling(), instances.stream().map(InstanceId::value).sorted().toList());
    return client.ask(question, Reply.Counts.class).thenApply(Reply.Counts::byInstance);
  }
}
