package io.slots.testkit.conformance.planted;

import io.slots.app.Instance;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.spi.Call;
import io.slots.spi.HealthProbe;
import io.slots.testkit.conformance.ProbedInstances;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A probe of instances in memory, and those instances; it may have a fault. */
final class PlantedProbe implements HealthProbe, ProbedInstances {
  private enum Manner {
    ANSWERS,
    REDIRECTS,
    REFUSES,
    IS_SILENT,
    IS_STUCK,
    HANGS_UP,
    TALKS_NONSENSE
  }

  private static final class Behaviour {
    private final Manner manner;
    private final @Nullable Instance elsewhere;
    private final List<Request> requests = new ArrayList<>();
    private int status;

    Behaviour(Manner manner, int status, @Nullable Instance elsewhere) {
      this.manner = manner;
      this.status = status;
      this.elsewhere = elsewhere;
    }
  }

  private final ProbeFault fault;
  private final Delays delays;
  private final Map<Instance, Behaviour> instances = new LinkedHashMap<>();
  private final Map<Instance, ProbeAnswer> remembered = new HashMap<>();
  private final Map<Instance, List<CompletableFuture<ProbeAnswer>>> underWay = new HashMap<>();
  private CompletableFuture<?> last = CompletableFuture.completedFuture(true);

  PlantedProbe(ProbeFault fault, Delays delays) {
    this.fault = fault;
    this.delays = delays;
  }

  private boolean is(ProbeFault one) {
    return fault == one;
  }

  @Override
  public CompletionStage<ProbeAnswer> probe(Probe probe, Call call) {
    if (is(ProbeFault.WAITS_INTERRUPTIBLY)) {
      Delays.waitForNothing();
    }
    Instance instance =
        is(ProbeFault.ASKS_ONE_FOR_ALL) ? instances.keySet().iterator().next() : probe.instance();
    CompletableFuture<ProbeAnswer> answer = new CompletableFuture<>();
    if (is(ProbeFault.ONE_AFTER_ANOTHER)) {
      CompletableFuture<?> before = last;
      last = answer;
      var unused = before.whenComplete((done, error) -> ask(instance, probe, answer));
    } else {
      ask(instance, probe, answer);
    }
    return is(ProbeFault.BLOCKS_UNTIL_ANSWERED) ? delays.blocking(answer) : answer;
  }

  private void ask(Instance instance, Probe probe, CompletableFuture<ProbeAnswer> answer) {
    ProbeAnswer before = remembered.get(instance);
    if (is(ProbeFault.REMEMBERS_ANSWERS) && before != null) {
      answer.complete(before);
      return;
    }
    List<CompletableFuture<ProbeAnswer>> others =
        underWay.computeIfAbsent(instance, it -> new ArrayList<>());
    others.add(answer);
    var unused =
        answer.whenComplete(
            (done, error) -> {
              if (error instanceof CancellationException && is(ProbeFault.CANCELS_ALL)) {
                others.forEach(it -> it.cancel(true));
              }
            });
    Behaviour asked = Objects.requireNonNull(instances.get(instance));
    if (asked.manner != Manner.REFUSES) {
      asked.requests.add(request(probe));
    }
    switch (asked.manner) {
      case ANSWERS -> {
        if (is(ProbeFault.ASKS_AGAIN) && asked.status >= 400) {
          asked.requests.add(request(probe));
        }
        later(answer, () -> status(instance, asked.status));
      }
      case REDIRECTS -> {
        Instance elsewhere = Objects.requireNonNull(asked.elsewhere);
        if (is(ProbeFault.FOLLOWS_REDIRECTS)) {
          ask(elsewhere, probe, answer);
        } else {
          later(answer, () -> status(instance, 302));
        }
      }
      case REFUSES -> fails(answer, probe, ProbeFault.FAILS_WHEN_REFUSED, "connection refused");
      case HANGS_UP -> fails(answer, probe, ProbeFault.FAILS_WHEN_CLOSED, "connection closed");
      case TALKS_NONSENSE -> fails(answer, probe, ProbeFault.FAILS_ON_NONSENSE, "not HTTP");
      case IS_SILENT -> timeOut(answer, probe, is(ProbeFault.NEVER_TIMES_OUT));
      case IS_STUCK ->
          timeOut(
              answer,
              probe,
              is(ProbeFault.NEVER_TIMES_OUT) || is(ProbeFault.TIMES_OUT_UNTIL_FIRST_BYTE));
    }
  }

  private Request request(Probe probe) {
    String path = probe.path();
    return new Request(
        is(ProbeFault.DROPS_QUERY) && path.contains("?")
            ? path.substring(0, path.indexOf('?'))
            : path,
        is(ProbeFault.HIDES_PUBLIC_HOST) ? List.of() : List.of(probe.host().value()));
  }

  private ProbeAnswer status(Instance instance, int status) {
    if (is(ProbeFault.THROWS_ON_BAD_STATUS) && status >= 400) {
      throw new IllegalStateException("status " + status);
    }
    ProbeAnswer answer = new ProbeAnswer.Responded(status);
    remembered.put(instance, answer);
    return answer;
  }

  private void later(
      CompletableFuture<ProbeAnswer> answer, java.util.function.Supplier<ProbeAnswer> what) {
    var unused =
        delays
            .later(1, what)
            .whenComplete(
                (done, error) -> {
                  if (error == null) {
                    answer.complete(done);
                  } else {
                    answer.completeExceptionally(error);
                  }
                });
  }

  private void fails(
      CompletableFuture<ProbeAnswer> answer, Probe probe, ProbeFault failing, String reason) {
    String shown = is(ProbeFault.SHOWS_QUERY) ? reason + ": " + probe.path() : reason;
    later(
        answer,
        () -> {
          if (is(failing)) {
            throw new IllegalStateException(reason);
          }
          return new ProbeAnswer.Unreachable(shown);
        });
  }

  private void timeOut(CompletableFuture<ProbeAnswer> answer, Probe probe, boolean never) {
    if (!never) {
      io.slots.core.time.Scheduler.Timer unused =
          delays
              .time()
              .after(
                  probe.timeout(),
                  () ->
                      answer.complete(
                          is(ProbeFault.TELLS_SILENCE_AS_UNREACHABLE)
                              ? new ProbeAnswer.Unreachable("silence")
                              : new ProbeAnswer.TimedOut()));
    }
  }

  private Instance started(Manner manner, int status, @Nullable Instance elsewhere) {
    int number = instances.size();
    Instance instance = Instance.of("probed-" + number, "http://127.0.0.1:" + (20_000 + number));
    instances.put(instance, new Behaviour(manner, status, elsewhere));
    return instance;
  }

  @Override
  public Instance answering(int status) {
    return started(Manner.ANSWERS, status, null);
  }

  @Override
  public Instance redirecting(Instance elsewhere) {
    return started(Manner.REDIRECTS, 302, elsewhere);
  }

  @Override
  public Instance refusing() {
    return started(Manner.REFUSES, 0, null);
  }

  @Override
  public Instance silent() {
    return started(Manner.IS_SILENT, 0, null);
  }

  @Override
  public Instance stuckInTheHead() {
    return started(Manner.IS_STUCK, 0, null);
  }

  @Override
  public Instance hangingUp() {
    return started(Manner.HANGS_UP, 0, null);
  }

  @Override
  public Instance talkingNonsense(String text) {
    return started(Manner.TALKS_NONSENSE, 0, null);
  }

  @Override
  public void changeStatus(Instance instance, int status) {
    Objects.requireNonNull(instances.get(instance)).status = status;
  }

  @Override
  public List<Request> requests(Instance instance) {
    return List.copyOf(Objects.requireNonNull(instances.get(instance)).requests);
  }
}
