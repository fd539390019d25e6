package io.slots.process;

import static io.slots.process.Calls.PATIENCE;
import static io.slots.process.Calls.call;
import static io.slots.process.Calls.done;
import static io.slots.process.Calls.failed;
import static io.slots.process.Calls.restart;
import static io.slots.process.RuntimeExtension.decommission;
import static io.slots.process.RuntimeExtension.lives;
import static io.slots.process.RuntimeExtension.pid;
import static io.slots.process.RuntimeExtension.provision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.net.InetAddresses;
import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Restart;
import io.slots.local.SupersededException;
import io.slots.settings.Settings;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestartTest {
  private static final String ONE = "one";

  @RegisterExtension private final RuntimeExtension processes = new RuntimeExtension();

  @Test
  void restart_runningInstance_isAnotherProcessAtTheSamePort() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);
    long before = pid(runtime, ONE);

    Instance restarted = done(runtime.restart(restart(instance, Scripts.LISTEN), call(1)));

    assertThat(restarted).isEqualTo(instance);
    assertThat(pid(runtime, ONE)).isNotEqualTo(before);
    assertThat(lives(before)).isFalse();
  }

  @Test
  void provision_identityThatRuns_replacesIt() {
    ProcessRuntime runtime = processes.runtime();
    provision(runtime, ONE, Scripts.LISTEN);
    long before = pid(runtime, ONE);

    provision(runtime, ONE, Scripts.LISTEN);

    assertThat(lives(before)).isFalse();
    assertThat(runtime.running()).hasSize(1);
  }

  @Test
  void restart_portTakenMeanwhile_hasAnother() throws IOException {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);
    kill(pid(runtime, ONE));
    await().atMost(PATIENCE).until(() -> !processes.record(ONE).toFile().exists());

    int port = instance.address().getPort();
    try (ServerSocket thief = new ServerSocket(port, 1, InetAddresses.forString("127.0.0.1"))) {
      Instance restarted = done(runtime.restart(restart(instance, Scripts.LISTEN), call(1)));

      assertThat(restarted.address().getPort()).isNotEqualTo(thief.getLocalPort());
    }
  }

  @Test
  void restart_unknownInstance_startsItAtTheAddressItHad() throws IOException {
    ProcessRuntime runtime = processes.runtime();
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddresses.forString("127.0.0.1"))) {
      port = free.getLocalPort();
    }

    Instance known = Instance.of(ONE, "http://127.0.0.1:" + port);
    assertThat(done(runtime.restart(restart(known, Scripts.LISTEN), call(1)))).isEqualTo(known);
  }

  @Test
  void restart_anotherUnderWay_takesItsPlace() {
    ProcessRuntime runtime = processes.runtime();
    CompletionStage<Instance> first =
        runtime.provision(Calls.provision(ONE, "echo $$ > pid; exec sleep 600"), call(1));
    long started = processes.number("pid");

    Instance instance = Instance.of(ONE, "http://127.0.0.1:1");
    CompletionStage<Instance> second = runtime.restart(restart(instance, Scripts.LISTEN), call(1));

    assertThat(failed(first))
        .isInstanceOf(SupersededException.class)
        .hasMessage("the start of one as Staging gave way to a later start of one as production");
    assertThat(done(second).id()).isEqualTo(instance.id());
    assertThat(lives(started)).isFalse();
    assertThat(runtime.running()).hasSize(1);
  }

  @Test
  void restart_manyAtOnce_lastOneCountsAndOneProcessIsLeft() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);
    CompletionStage<Instance> last = CompletableFuture.completedFuture(instance);
    for (int i = 0; i < 20; i++) {
      last = runtime.restart(restart(instance, Scripts.LISTEN), call(i + 2));
    }

    done(last);

    long pid = pid(runtime, ONE);
    assertThat(processes.record(ONE)).content().contains("pid=" + pid, "fencingToken=21");
  }

  @Test
  void cancel_startUnderWay_endsTheProcess() {
    ProcessRuntime runtime = processes.runtime();
    CompletableFuture<Instance> start =
        runtime
            .provision(Calls.provision(ONE, "echo $$ > pid; exec sleep 600"), call(1))
            .toCompletableFuture();
    long pid = processes.number("pid");

    assertThat(start.cancel(false)).isTrue();

    assertThat(start).isCompletedExceptionally();
    assertThat(start.handle((value, failure) -> failure).join())
        .isInstanceOf(CancellationException.class);
    await().atMost(PATIENCE).until(() -> !lives(pid));
  }

  @Test
  @DisplayName("S9.4 a call with a lower fencing token is refused and touches nothing")
  void restart_lowerFencingToken_isRefused() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);
    done(runtime.restart(restart(instance, Scripts.LISTEN), call(5)));
    long pid = pid(runtime, ONE);

    assertThat(failed(runtime.restart(restart(instance, Scripts.LISTEN), call(4))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("S9.4: fencing token 4 for app shop when 5 was seen");
    assertThat(failed(decommission(runtime, instance))).isInstanceOf(RefusedException.class);
    assertThat(pid(runtime, ONE)).isEqualTo(pid);
    done(runtime.restart(restart(instance, Scripts.LISTEN), call(5)));
  }

  @Test
  @DisplayName("S9.4 a token that is shown at a take-over refuses lower ones, of its app only")
  void fence_refusesLowerTokensFromThenOn() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);
    long pid = pid(runtime, ONE);

    done(runtime.fence(AppName.of("SHOP"), call(5)));
    done(runtime.fence(AppName.of("other"), call(9)));

    assertThat(failed(runtime.restart(restart(instance, Scripts.LISTEN), call(4))))
        .isInstanceOf(RefusedException.class);
    assertThat(failed(runtime.fence(AppName.of("shop"), call(4))))
        .isInstanceOf(RefusedException.class);
    assertThat(pid(runtime, ONE)).isEqualTo(pid);
    done(runtime.restart(restart(instance, Scripts.LISTEN), call(5)));
  }

  @Test
  void restart_instanceOfAnotherApp_isRefused() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);

    Restart other =
        new Restart(
            AppName.of("other"),
            Calls.STAGING,
            Calls.content(Scripts.LISTEN),
            instance,
            Settings.none());

    assertThat(failed(runtime.restart(other, call(1))))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("is one of app shop, not of other");
  }

  @Test
  void decommission_runningInstance_endsItAndKeepsItsLog() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);
    long pid = pid(runtime, ONE);

    done(decommission(runtime, instance));

    assertThat(lives(pid)).isFalse();
    assertThat(runtime.instance(InstanceId.of(ONE))).isEmpty();
    assertThat(processes.record(ONE)).doesNotExist();
    assertThat(processes.log(ONE)).content().contains("listening");
  }

  @Test
  void decommission_startUnderWay_supersedesIt() {
    ProcessRuntime runtime = processes.runtime();
    CompletionStage<Instance> start =
        runtime.provision(Calls.provision(ONE, "echo $$ > pid; exec sleep 600"), call(1));
    long pid = processes.number("pid");

    done(decommission(runtime, Instance.of(ONE, "http://127.0.0.1:1")));

    assertThat(lives(pid)).isFalse();
    assertThat(failed(start)).isInstanceOf(SupersededException.class);
  }

  @Test
  @DisplayName("S9.5 ending what is not there, or not any more, is no error")
  void decommission_unknownInstance_isDone() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, ONE, Scripts.LISTEN);

    done(decommission(runtime, Instance.of("unknown", "http://127.0.0.1:1")));
    done(decommission(runtime, instance));
    done(decommission(runtime, instance));

    assertThat(runtime.running()).isEmpty();
  }

  @Test
  void running_childThatDied_isNotListedAndLeavesNothing() {
    ProcessRuntime runtime = processes.runtime();
    provision(runtime, ONE, "sleep 600 & echo $! > grandchild; " + Scripts.LISTEN);

    kill(pid(runtime, ONE));

    long grandchild = processes.number("grandchild");
    await().atMost(PATIENCE).until(() -> runtime.running().isEmpty() && !lives(grandchild));
    await().atMost(PATIENCE).until(() -> !processes.record(ONE).toFile().exists());
  }

  @Test
  void restart_runtimeClosed_fails() {
    ProcessRuntime runtime = processes.runtime();
    runtime.close();

    assertThat(failed(runtime.provision(Calls.provision(ONE, Scripts.LISTEN), call(1))))
        .hasMessageContaining("closed");
  }

  private static void kill(long pid) {
    assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
  }
}
