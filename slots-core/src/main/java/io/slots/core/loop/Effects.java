package io.slots.core.loop;

import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Sets;
import io.slots.app.InstanceId;
import io.slots.core.step.Answer;
import io.slots.effect.CountInFlight;
import io.slots.effect.Decommission;
import io.slots.effect.Effect;
import io.slots.effect.Probe;
import io.slots.effect.Provision;
import io.slots.effect.PublishRoutes;
import io.slots.effect.ReadRoutes;
import io.slots.effect.ResetKeys;
import io.slots.effect.Restart;
import io.slots.effect.ShowToken;
import io.slots.spi.Call;
import io.slots.spi.Fenced;
import io.slots.spi.FunctionKeys;
import io.slots.spi.HealthProbe;
import io.slots.spi.InstanceProvisioner;
import io.slots.spi.InstanceRestarter;
import io.slots.spi.Router;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does effects, by calling the embedder's SPIs. The only place where the engine calls them, except
 * for the store.
 *
 * @param restarter restarts instances
 * @param provisioner makes and ends instances, if the platform lets the library do so
 * @param probe asks instances for a sign of life
 * @param router directs requests
 * @param keys looks after function keys, if any live in content
 */
public record Effects(
    InstanceRestarter restarter,
    Optional<InstanceProvisioner> provisioner,
    HealthProbe probe,
    Router router,
    Optional<FunctionKeys> keys) {
  private static final Logger log = LoggerFactory.getLogger(Effects.class);

  /**
   * Begins an effect. Nothing is thrown and the stage never fails: what the SPI throws is an
   * answer, be it an error or what is thrown unchecked though it is checked (P2).
   */
  CompletionStage<Answer> begin(Effect effect, Call call) {
    try {
      return answer(effect, call).exceptionally(error -> failed(effect, call, error));
    } catch (Throwable e) {
      return CompletableFuture.completedFuture(failed(effect, call, e));
    }
  }

  private CompletionStage<Answer> answer(Effect effect, Call call) {
    if (effect instanceof Restart restart) {
      return Replies.of("InstanceRestarter.restart", restarter.restart(restart, call))
          .thenApply(Answer.Started::new);
    }
    if (effect instanceof Probe asked) {
      return Replies.of("HealthProbe.probe", probe.probe(asked, call))
          .thenApply(Answer.Probed::new);
    }
    if (effect instanceof Provision provision) {
      return Replies.of(
              "InstanceProvisioner.provision", provisioner.orElseThrow().provision(provision, call))
          .thenApply(Answer.Started::new);
    }
    if (effect instanceof Decommission decommission) {
      return Replies.stage(
              "InstanceProvisioner.decommission",
              provisioner.orElseThrow().decommission(decommission, call))
          .thenApply(done -> new Answer.Finished());
    }
    if (effect instanceof PublishRoutes publish) {
      return Replies.of("Router.publish", router.publish(publish.table(), call))
          .thenApply(Answer.Published::new);
    }
    if (effect instanceof ReadRoutes read) {
      return Replies.of("Router.inForce", router.inForce(read.app()))
          .thenApply(Answer.RoutesRead::new);
    }
    if (effect instanceof CountInFlight count) {
      return Replies.of("Router.inFlight", router.inFlight(count.app(), count.instances()))
          .thenApply(counts -> counted(count, counts));
    }
    if (effect instanceof ResetKeys reset) {
      return Replies.stage("FunctionKeys.reset", keys.orElseThrow().reset(reset, call))
          .thenApply(done -> new Answer.Finished());
    }
    if (effect instanceof ShowToken show) {
      return showToken(show, call);
    }
    throw new IllegalArgumentException("no SPI does " + effect.getClass());
  }

  /** What is not counted is not drained (S4.6). Who was not asked about is not waited for. */
  private static Answer counted(CountInFlight asked, Map<InstanceId, Integer> counts) {
    Map<InstanceId, Integer> inFlight = new HashMap<>();
    for (InstanceId id : ImmutableSortedSet.copyOf(asked.instances())) {
      Integer count = counts.get(id);
      if (count == null) {
        return new Answer.Failed("the router told no count for " + id);
      }
      if (count < 0) {
        return new Answer.Failed("the router told a count of " + count + " for " + id);
      }
      inFlight.put(id, count);
    }
    return new Answer.Counted(inFlight);
  }

  /** A part that can be told who is in charge. */
  private record Part(String name, Fenced fenced) {
    CompletableFuture<?> show(ShowToken show, Call call) {
      return Replies.stage(name + ".fence", fenced.fence(show.app(), call)).toCompletableFuture();
    }
  }

  /** One part may be several SPIs; it is shown the token once. Always in the same order. */
  private CompletionStage<Answer> showToken(ShowToken show, Call call) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part("Router", router));
    parts.add(new Part("InstanceRestarter", restarter));
    provisioner.ifPresent(it -> parts.add(new Part("InstanceProvisioner", it)));
    keys.ifPresent(it -> parts.add(new Part("FunctionKeys", it)));
    Set<Fenced> different = Sets.newIdentityHashSet();
    return CompletableFuture.allOf(
            parts.stream()
                .filter(it -> different.add(it.fenced()))
                .map(it -> it.show(show, call))
                .toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> new Answer.Finished());
  }

  /** An error is the embedder's bug or the process's trouble, which a report alone may not show. */
  private static Answer failed(Effect effect, Call call, Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    if (cause instanceof Exception) {
      log.debug("{}: {} failed", call.operation(), effect.describe(), cause);
    } else {
      log.warn("{}: {} failed with an error", call.operation(), effect.describe(), cause);
    }
    return new Answer.Failed(message(cause));
  }

  /** The message of an error, such as the name of a class, says little without its kind. */
  private static String message(Throwable cause) {
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    if (message == null || message.isBlank()) {
      return kind;
    }
    return cause instanceof Exception ? message : kind + ": " + message;
  }
}
