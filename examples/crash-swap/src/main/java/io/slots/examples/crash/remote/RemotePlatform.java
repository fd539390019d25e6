package io.slots.examples.crash.remote;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.examples.crash.remote.Ledger.Part;
import io.slots.spi.Call;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/** The processes of the data plane, asked for over HTTP. Thread-safe. */
public final class RemotePlatform implements InstanceRestarter, InstanceProvisioner {
  private final ControlClient client;

  /** Asks at {@code control}. */
  public RemotePlatform(URI control) {
    client = new ControlClient(control);
  }

  @Override
  public CompletionStage<Instance> restart(Restart restart, Call call) {
    return runs(Question.RestartInstance.of(restart, call));
  }

  @Override
  public CompletionStage<Instance> provision(Provision provision, Call call) {
    return runs(Question.ProvisionInstance.of(provision, call));
  }

  @Override
  public CompletionStage<?> fence(AppName app, Call call) {
    return client.ask(
        new Question.Fence(Part.PLATFORM, app.spelling(), CallForm.of(call)), Reply.Done.class);
  }

  private CompletionStage<Instance> runs(Question question) {
    return client.ask(question, Reply.Runs.class).thenApply(it -> it.instance().instance());
  }

  @Override
  public CompletionStage<?> decommission(Decommission decommission, Call call) {
    Question question =
        new Question.EndInstance(
            decommission.app().spelling(), decommission.instance().value(), CallForm.of(call));
    return client.ask(question, Reply.Done.class);
  }
}
