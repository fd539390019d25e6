package io.slots.core.loop;

import com.google.common.collect.Sets;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
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
   * answer.
   */
  CompletionStage<Answer> begin(Effect effect, Call call) {
    try {
      return answer(effect, call).exceptionally(error -> failed(effect, call, error));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(failed(effect, call, e));
    }
  }

  private CompletionStage<Answer> answer(Effect effect, Call call) {
    if (effect instanceof Restart restart) {
      return restarter.restart(restart, call).thenApply(Answer.Started::new);
    }
    if (effect instanceof Probe asked) {
      return probe.probe(asked, call).thenApply(Answer.Probed::new);
    }
    if (effect instanceof Provision provision) {
      return provisioner.orElseThrow().provision(provision, call).thenApply(Answer.Started::new);
    }
    if (effect instanceof Decommission decommission) {
      return provisioner
          .orElseThrow()
          .decommission(decommission, call)
          .thenApply(done -> new Answer.Finished());
    }
    if (effect instanceof PublishRoutes publish) {
      return router.publish(publish.table(), call).thenApply(Answer.Published::new);
    }
    if (effect instanceof ReadRoutes read) {
      return router.inForce(read.app()).thenApply(Answer.RoutesRead::new);
    }
    if (effect instanceof CountInFlight count) {
      return router.inFlight(count.app(), count.instances()).thenApply(Answer.Counted::new);
    }
    if (effect instanceof ResetKeys reset) {
      return keys.orElseThrow().reset(reset, call).thenApply(done -> new Answer.Finished());
    }
    if (effect instanceof ShowToken show) {
      return showToken(show, call);
    }
    throw new IllegalArgumentException("no SPI does " + effect.getClass());
  }

  /** One part may be several SPIs; it is shown the token once. Always in the same order. */
  private CompletionStage<Answer> showToken(ShowToken show, Call call) {
    Set<Fenced> different = Sets.newIdentityHashSet();
    List<Fenced> parts =
        Stream.concat(
                Stream.of(router, restarter), Stream.concat(provisioner.stream(), keys.stream()))
            .filter(different::add)
            .toList();
    return CompletableFuture.allOf(
            parts.stream()
                .map(it -> it.fence(show.app(), call).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new))
        .thenApply(done -> new Answer.Finished());
  }

  private static Answer failed(Effect effect, Call call, Throwable error) {
    Throwable cause =
        error instanceof CompletionException && error.getCause() != null ? error.getCause() : error;
    log.debug("{}: {} failed", call.operation(), effect.describe(), cause);
    String message = cause.getMessage();
    return new Answer.Failed(message == null ? cause.getClass().getSimpleName() : message);
  }
}
