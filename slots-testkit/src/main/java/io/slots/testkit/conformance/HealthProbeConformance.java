package io.slots.testkit.conformance;

import static io.slots.testkit.conformance.Answers.begin;
import static io.slots.testkit.conformance.Fixtures.SECRET;
import static io.slots.testkit.conformance.Fixtures.SHOP;
import static io.slots.testkit.conformance.Fixtures.call;
import static io.slots.testkit.conformance.Fixtures.host;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.app.HostName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.ProbeAnswer.Responded;
import io.slots.effect.ProbeAnswer.TimedOut;
import io.slots.effect.ProbeAnswer.Unreachable;
import io.slots.spi.HealthProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What every {@link HealthProbe} does. */
public interface HealthProbeConformance extends Conformance {
  /** A probe; the same one throughout a test. */
  HealthProbe probe();

  /** Whom it asks; the same ones throughout a test. {@link LoopbackInstances} speak HTTP. */
  ProbedInstances instances();

  /** Whether a status is good is the engine's to judge: a 500 is an answer as a 200 is. */
  @Test
  @Core
  @DisplayName("S4.4 any HTTP status is an answer")
  default void S4_4_anyStatus_isAnAnswer() {
    for (int status : new int[] {200, 204, 302, 401, 404, 500, 503}) {
      assertThat(asked(instances().answering(status))).isEqualTo(new Responded(status));
    }
  }

  /** The instance itself is asked, and not where it would send a browser. */
  @Test
  @Core
  @DisplayName("S4.4 a redirect is an answer and is not followed")
  default void S4_4_redirect_isNotFollowed() {
    Instance elsewhere = instances().answering(200);

    assertThat(asked(instances().redirecting(elsewhere))).isEqualTo(new Responded(302));

    assertThat(instances().requests(elsewhere)).isEmpty();
  }

  /** Each is asked at its own address, directly. */
  @Test
  @Core
  @DisplayName("S4.4 each instance answers for itself")
  default void S4_4_eachInstance_answersForItself() {
    Instance good = instances().answering(200);
    Instance bad = instances().answering(503);

    assertThat(asked(good)).isEqualTo(new Responded(200));
    assertThat(asked(bad)).isEqualTo(new Responded(503));
    assertThat(asked(good)).isEqualTo(new Responded(200));
  }

  /** A probe tells how it is now: nothing is remembered. */
  @Test
  @Core
  @DisplayName("S4.4 an instance that has come to answer otherwise is seen to")
  default void S4_4_changedStatus_isSeen() {
    Instance instance = instances().answering(503);
    assertThat(asked(instance)).isEqualTo(new Responded(503));

    instances().changeStatus(instance, 200);

    assertThat(asked(instance)).isEqualTo(new Responded(200));
  }

  /** While an instance restarts it takes no connection; that is an answer, and no failure. */
  @Test
  @Core
  @DisplayName("S4.2 a refused connection is an answer, and no failure")
  default void S4_2_refusedConnection_isUnreachable() {
    assertThat(asked(instances().refusing())).isInstanceOf(Unreachable.class);
  }

  /** So is a connection that is closed without an answer. */
  @Test
  @Core
  @DisplayName("S4.2 a connection that is closed without an answer is an answer, and no failure")
  default void S4_2_closedConnection_isUnreachable() {
    assertThat(asked(instances().hangingUp())).isInstanceOf(Unreachable.class);
  }

  /** Another service may listen there: what is not HTTP is not a sign of life. */
  @Test
  @Core
  @DisplayName("S4.2 what is not HTTP is an answer, and no failure")
  default void S4_2_nonsense_isUnreachable() {
    assertThat(asked(instances().talkingNonsense("hello"))).isInstanceOf(Unreachable.class);
  }

  /** Nobody else limits a probe: one that is never answered would hold up the swap. */
  @Test
  @Core
  @DisplayName("S4.4 silence is a time-out, an answer and no failure")
  default void S4_4_silence_timesOut() {
    assertThat(asked(instances().silent(), "/", Duration.ofMillis(200))).isEqualTo(new TimedOut());
  }

  /** The time-out is one for the whole answer, not one for each byte. */
  @Test
  @Extended
  @DisplayName("S4.4 an answer that begins and does not go on is a time-out")
  default void S4_4_headThatNeverEnds_timesOut() {
    assertThat(asked(instances().stuckInTheHead(), "/", Duration.ofMillis(200)))
        .isEqualTo(new TimedOut());
  }

  /** The path is requested as it stands, with its query, under the public host name. */
  @Test
  @Core
  @DisplayName("S4.4 the request bears the path as it stands and the public host")
  default void S4_4_request_bearsPathAndHost() {
    Instance instance = instances().answering(200);

    ProbeAnswer unused = asked(instance, "/health?deep=%20yes&x=1", patience());

    List<ProbedInstances.Request> requests = instances().requests(instance);
    assertThat(requests).hasSize(1);
    assertThat(requests.get(0).path()).isEqualTo("/health?deep=%20yes&x=1");
    assertThat(requests.get(0).hosts()).contains(publicHost().value());
  }

  /** Repeating is the engine's: it counts what came of each (S4.4). */
  @Test
  @Core
  @DisplayName("P5 a bad status is not asked for twice")
  default void P5_badStatus_isAskedForOnce() {
    Instance instance = instances().answering(503);

    ProbeAnswer unused = asked(instance);

    assertThat(instances().requests(instance)).hasSize(1);
  }

  /** A warm-up path may hold a key in its query, and the reason goes into reports. */
  @Test
  @Core
  @DisplayName("S3.7 no answer shows the query of the path")
  default void S3_7_answer_holdsNoQuery() {
    String path = "/warm?code=" + SECRET;
    for (String one : List.of(path, path + " and what cannot be requested")) {
      for (Instance instance :
          List.of(
              instances().refusing(),
              instances().hangingUp(),
              instances().talkingNonsense("hello"))) {
        CompletableFuture<ProbeAnswer> answer = begun(instance, one, patience());
        Throwable failure = Answers.of(this).outcome(answer);
        if (failure == null) {
          assertThat(answer.join().toString()).doesNotContain(SECRET);
        } else {
          Answers.holdsNot(failure, SECRET);
        }
      }
    }
  }

  /** A caller is an engine's thread: it does not wait for an instance that says nothing. */
  @Test
  @Core
  @DisplayName("P1 the method returns at once, however long the answer takes")
  default void P1_method_returnsAtOnce() {
    Probe probe = probe(instances().silent(), "/", Duration.ofDays(1));

    CompletableFuture<ProbeAnswer> answer =
        Answers.of(this).returnsAtOnce(() -> probe().probe(probe, call(1)));

    assertThat(answer).isNotDone();
  }

  /** A caller that is interrupted has its own reasons for that. */
  @Test
  @Core
  @DisplayName("P1 an interrupted caller is served, and stays interrupted")
  default void P1_interruptedCaller_isServed() {
    Probe probe = probe(instances().answering(200), "/", patience());
    Answers answers = Answers.of(this);

    assertThat(answers.get(answers.whileInterrupted(() -> probe().probe(probe, call(1)))))
        .isEqualTo(new Responded(200));
  }

  /** All instances of a slot are asked at once, and silent ones hold up no others. */
  @Test
  @Core
  @Needs(Capability.SEVERAL_THREADS)
  @DisplayName("P1 probes of several instances at once are kept apart")
  default void P1_severalAtOnce_areKeptApart() {
    List<Instance> asked = new ArrayList<>();
    List<CompletableFuture<ProbeAnswer>> unanswered = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      unanswered.add(begun(instances().silent(), "/", Duration.ofDays(1)));
      asked.add(instances().answering(200 + i));
    }
    List<Supplier<CompletionStage<ProbeAnswer>>> calls = new ArrayList<>();
    for (Instance instance : asked) {
      calls.add(() -> probe().probe(probe(instance, "/", patience()), call(1)));
    }

    List<CompletableFuture<ProbeAnswer>> answers = Answers.of(this).together(calls);

    for (int i = 0; i < asked.size(); i++) {
      assertThat(Answers.of(this).get(answers.get(i))).isEqualTo(new Responded(200 + i));
    }
    assertThat(unanswered).noneMatch(CompletableFuture::isDone);
  }

  /** Whoever cancels one probe has no quarrel with the others. */
  @Test
  @Extended
  @DisplayName("P6 a cancelled probe does no harm to others")
  default void P6_cancelledProbe_doesNoHarm() {
    Instance silent = instances().silent();
    CompletableFuture<ProbeAnswer> other = begun(silent, "/", Duration.ofMillis(500));
    CompletableFuture<ProbeAnswer> cancelled = begun(silent, "/", Duration.ofDays(1));

    assertThat(cancelled.cancel(true)).isTrue();

    assertThat(asked(instances().answering(200))).isEqualTo(new Responded(200));
    assertThat(Answers.of(this).get(other)).isEqualTo(new TimedOut());
  }

  private ProbeAnswer asked(Instance instance) {
    return asked(instance, "/", patience());
  }

  private ProbeAnswer asked(Instance instance, String path, Duration timeout) {
    return Answers.of(this).get(begun(instance, path, timeout));
  }

  private CompletableFuture<ProbeAnswer> begun(Instance instance, String path, Duration timeout) {
    return begin(() -> probe().probe(probe(instance, path, timeout), call(1)));
  }

  private static Probe probe(Instance instance, String path, Duration timeout) {
    return new Probe(SHOP, instance, publicHost(), path, timeout);
  }

  private static HostName publicHost() {
    return host(SHOP, SlotName.of("staging"));
  }
}
