package io.slots.testkit.conformance;

import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Provision;
import io.slots.settings.Settings;
import io.slots.testkit.SlotsTestKit;
import java.util.List;

/** Instances of a fake platform that answer as they are told to. */
final class FakeProbedInstances implements ProbedInstances {
  private final SlotsTestKit kit;
  private int count;

  FakeProbedInstances(SlotsTestKit kit) {
    this.kit = kit;
  }

  private Instance started() {
    Provision provision =
        new Provision(
            Fixtures.SHOP,
            Fixtures.STAGING,
            Content.of("v1"),
            InstanceId.of("probed-" + count++),
            Settings.none());
    return kit.time().await(kit.platform().provision(provision, Fixtures.call(1)));
  }

  private Instance answering(ProbeAnswer answer) {
    Instance instance = started();
    kit.faults().on(effect -> asks(effect, instance)).answer(answer);
    return instance;
  }

  private static boolean asks(Effect effect, Instance instance) {
    return effect instanceof Probe probe && probe.instance().equals(instance);
  }

  @Override
  public Instance answering(int status) {
    return status == 200 ? started() : answering(new ProbeAnswer.Responded(status));
  }

  @Override
  public Instance redirecting(Instance elsewhere) {
    return answering(302);
  }

  @Override
  public Instance refusing() {
    Instance instance = started();
    kit.platform().kill(instance.id());
    return instance;
  }

  @Override
  public Instance silent() {
    Instance instance = started();
    kit.platform().silence(instance.id());
    return instance;
  }

  @Override
  public Instance stuckInTheHead() {
    return silent();
  }

  @Override
  public Instance hangingUp() {
    return answering(new ProbeAnswer.Unreachable("connection closed without an answer"));
  }

  @Override
  public Instance talkingNonsense(String text) {
    return answering(new ProbeAnswer.Unreachable("not HTTP"));
  }

  @Override
  public void changeStatus(Instance instance, int status) {
    kit.faults().on(effect -> asks(effect, instance)).answer(new ProbeAnswer.Responded(status));
  }

  @Override
  public List<Request> requests(Instance instance) {
    return kit.calls().stream()
        .filter(call -> asks(call.effect(), instance))
        .map(call -> (Probe) call.effect())
        .map(probe -> new Request(probe.path(), List.of(probe.host().value())))
        .toList();
  }
}
