package io.slots.process;

import static io.slots.process.Calls.PATIENCE;
import static io.slots.process.Calls.call;
import static io.slots.process.Calls.done;
import static io.slots.process.Calls.failed;
import static io.slots.process.RuntimeExtension.decommission;
import static io.slots.process.RuntimeExtension.lives;
import static io.slots.process.RuntimeExtension.pid;
import static io.slots.process.RuntimeExtension.provision;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.slots.RefusedException;
import io.slots.app.Instance;
import io.slots.local.SupersededException;
import io.slots.local.process.Proc;
import io.slots.local.process.ProcessIdentity;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StopTest {
  @RegisterExtension private final RuntimeExtension processes = new RuntimeExtension();

  @Test
  void decommission_childThatEndsWhenAsked_mayFinishItsWork() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.stopDeadline(Duration.ofMinutes(1)));
    // The shell is the instance: it waits for the listener, and is asked first.
    String script =
        Scripts.java(ListeningChild.class)
            + " & child=$!; trap 'kill $child; wait $child; echo finished >> end; exit 0' TERM;"
            + " while :; do wait; done";
    Instance instance = provision(runtime, "one", script);

    done(decommission(runtime, instance));

    assertThat(processes.work().resolve("end")).content().isEqualTo("finished\n");
  }

  @Test
  void decommission_childThatIgnoresSigterm_isKilled() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.stopDeadline(Duration.ofMillis(300)));
    Instance instance = provision(runtime, "one", "trap '' TERM; " + Scripts.LISTEN);
    long pid = pid(runtime, "one");

    done(decommission(runtime, instance));

    assertThat(lives(pid)).isFalse();
  }

  @Test
  void decommission_grandchildren_areEndedToo() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.stopDeadline(Duration.ofMinutes(1)));
    Instance instance =
        provision(runtime, "one", "sleep 600 & echo $! > grandchild; " + Scripts.LISTEN);
    long grandchild = processes.number("grandchild");
    assertThat(lives(grandchild)).isTrue();

    done(decommission(runtime, instance));

    assertThat(lives(grandchild)).isFalse();
  }

  @Test
  void decommission_grandchildWhoseParentEnded_isFoundByItsStartId() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.stopDeadline(Duration.ofMinutes(1)));
    Instance instance =
        provision(runtime, "one", "(sleep 600 & echo $! > grandchild); " + Scripts.LISTEN);
    long grandchild = processes.number("grandchild");
    assertThat(ProcessHandle.of(pid(runtime, "one")).orElseThrow().descendants()).isEmpty();

    done(decommission(runtime, instance));

    assertThat(lives(grandchild)).isFalse();
  }

  @Test
  void decommission_grandchildThatIgnoresSigterm_isKilled() {
    ProcessRuntime runtime =
        processes.runtime(builder -> builder.stopDeadline(Duration.ofMillis(500)));
    Instance instance =
        provision(
            runtime,
            "one",
            "(trap '' TERM; exec sleep 600) & echo $! > grandchild; " + Scripts.LISTEN);
    long grandchild = processes.number("grandchild");

    done(decommission(runtime, instance));

    assertThat(lives(grandchild)).isFalse();
  }

  @Test
  void close_severalInstancesAndAStartUnderWay_endsAll() {
    ProcessRuntime runtime = processes.runtime();
    provision(runtime, "one", Scripts.LISTEN);
    provision(runtime, "two", Scripts.LISTEN);
    CompletionStage<Instance> third =
        runtime.provision(Calls.provision("three", "echo $$ > pid; exec sleep 600"), call(1));
    long one = pid(runtime, "one");
    long two = pid(runtime, "two");
    long three = processes.number("pid");

    runtime.close();
    runtime.close();

    assertThat(lives(one)).isFalse();
    assertThat(lives(two)).isFalse();
    assertThat(lives(three)).isFalse();
    assertThat(failed(third)).isInstanceOf(SupersededException.class);
    assertThat(processes.state().resolve("processes")).isEmptyDirectory();
  }

  @Test
  void lives_processThatEndedAndIsNotReaped_doesNot() {
    ProcessRuntime runtime = processes.runtime();
    Instance instance = provision(runtime, "one", "sleep 0 & echo $! > zombie; " + Scripts.LISTEN);
    long zombie = processes.number("zombie");

    await().atMost(PATIENCE).until(() -> Proc.isZombie(zombie));

    assertThat(ProcessHandle.of(zombie)).get().matches(handle -> !ProcessIdentity.lives(handle));
    assertThat(instance.address()).isNotNull();
  }

  @Test
  void host_anyAddress_isRefused() throws UnknownHostException {
    InetAddress any = InetAddress.getByAddress(new byte[4]);

    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ProcessRuntime.builder().host(any));
  }

  @Test
  void stopDeadline_outOfRange_isRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ProcessRuntime.builder().stopDeadline(Duration.ZERO));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ProcessRuntime.builder().startDeadline(Duration.ofDays(31)));
  }
}
