package io.slots.core.rules;

import com.google.common.collect.ImmutableList;
import io.slots.EngineId;
import io.slots.OperationId;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.core.step.Answer;
import io.slots.core.step.Findings;
import io.slots.core.step.Flow;
import io.slots.core.step.Move;
import io.slots.core.step.Scene;
import io.slots.core.step.Seen;
import io.slots.core.step.Sighting;
import io.slots.core.step.Step;
import io.slots.effect.CountInFlight;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.PublishRoutes;
import io.slots.effect.Restart;
import io.slots.effect.RoutesAnswer;
import io.slots.operation.Direction;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.PlannedStep;
import io.slots.operation.Position;
import io.slots.operation.StepName;
import io.slots.operation.Swap;
import io.slots.operation.WarmUpPlan;
import io.slots.spi.AppRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Goes through a swap's steps without doing anything, as if everything answered well at once, and
 * notes the effects. It asks the very functions that a real swap asks, so preview and run cannot
 * disagree (S5.1).
 */
public final class Rehearsal {
  private static final Instant NOW = Instant.EPOCH;

  private final Swap swap;
  private final Flow flow;
  private Scene scene;

  /** What is probed now has to answer so. */
  private WarmUpPlan warmUp;

  /** Rehearses {@code swap} on the app of {@code record}. */
  public Rehearsal(AppRecord record, Swap swap, Limits limits) {
    this.swap = swap;
    this.flow = Flow.of(swap);
    Operation operation =
        Operation.builder()
            .id(OperationId.of("preview"))
            .app(record.name())
            .task(swap)
            .limits(limits)
            .holder(EngineId.of("preview", "1"))
            .fencingToken(record.fencingToken() + 1)
            .startedAt(NOW)
            .position(Position.of(flow.steps().get(0).name(), Direction.FORWARD, NOW))
            .build();
    this.scene = new Scene(record.app(), operation, record.paused());
    this.warmUp = swap.warmUp();
  }

  /**
   * The steps that have something to do, with their effects in the order in which they are begun.
   */
  public List<PlannedStep> steps() {
    ImmutableList.Builder<PlannedStep> steps = ImmutableList.builder();
    for (Step step : flow.steps()) {
      if (step.name() == StepName.REPEAT_FOR_SOURCE && scene.app().hasShare(swap.source())) {
        swap.outgoing().ifPresent(it -> warmUp = warmUpOf(it.content()));
      }
      if (step.applies(scene)) {
        steps.add(new PlannedStep(step.name(), effects(step)));
      }
    }
    return steps.build();
  }

  /** How what was in production is warmed up, if it is to have a share of its requests. */
  private WarmUpPlan warmUpOf(Content former) {
    return WarmUpPlan.of(
        swap.settings().sourceEffectiveAfter(), former, scene.limits().warmUpStatuses());
  }

  private List<Effect> effects(Step step) {
    ImmutableList.Builder<Effect> effects = ImmutableList.builder();
    Scene now = scene;
    Map<InstanceId, Instance> started = new HashMap<>();
    for (InstanceId id : step.instances(now)) {
      Optional<Instance> before = instance(id);
      play(
              seen ->
                  step.next(now, id, Optional.ofNullable(started.get(id)).or(() -> before), seen),
              started)
          .forEach(it -> effects.add(it.effect()));
    }
    Findings findings = new Findings(started, Set.of());
    List<Sighting> whole = play(seen -> step.finish(now, findings, seen), started);
    whole.forEach(it -> effects.add(it.effect()));
    scene =
        new Scene(
            step.apply(now, findings, new Seen(NOW, NOW, whole)), now.operation(), now.paused());
    return effects.build();
  }

  /**
   * Returns what is seen.
   *
   * @param started the instances that were started, which are noted there as they are now
   */
  private List<Sighting> play(Function<Seen, Move> step, Map<InstanceId, Instance> started) {
    List<Sighting> sightings = new ArrayList<>();
    Move move = step.apply(new Seen(NOW, NOW, sightings));
    while (move instanceof Move.Act act) {
      Answer answer = goodAnswer(act.effect());
      if (answer instanceof Answer.Started it) {
        started.put(it.instance().id(), it.instance());
      }
      sightings.add(new Sighting(act.effect(), 1, NOW, NOW, answer));
      move = step.apply(new Seen(NOW, NOW, sightings));
    }
    if (move instanceof Move.Pause || move instanceof Move.Fail) {
      throw new IllegalStateException("everything was answered well, and yet: " + move);
    }
    return sightings;
  }

  private Optional<Instance> instance(InstanceId id) {
    return scene.app().slots().values().stream()
        .flatMap(slot -> slot.deployed().stream())
        .map(Deployed::instances)
        .flatMap(List::stream)
        .filter(it -> it.id().equals(id))
        .findFirst();
  }

  private Answer goodAnswer(Effect effect) {
    if (effect instanceof Restart restart) {
      return new Answer.Started(restart.instance().withReady(true));
    }
    if (effect instanceof Probe) {
      int status = warmUp.statuses().stream().findFirst().orElse(200);
      return new Answer.Probed(new ProbeAnswer.Responded(warmUp.successOnly() ? 200 : status));
    }
    if (effect instanceof PublishRoutes publish) {
      return new Answer.Published(new RoutesAnswer.InForce(publish.table().generation()));
    }
    return effect instanceof CountInFlight ? new Answer.Counted(Map.of()) : new Answer.Finished();
  }
}
