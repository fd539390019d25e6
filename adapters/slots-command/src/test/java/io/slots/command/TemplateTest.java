package io.slots.command;

import static io.slots.command.Calls.call;
import static io.slots.command.Calls.done;
import static io.slots.command.Calls.failed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.RefusedException;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.Decommission;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a command line is made of, and what is refused. */
final class TemplateTest {
  @TempDir private static Path directory = Path.of("unset");

  @Test
  void fill_putsValuesWhereTheirNamesStand_andLeavesTheRest() {
    Template template =
        Template.of(
            List.of("sh", "-c", "echo $1 ${HOME} {{ item }} {print $1}", "{app}-{instance}"));

    assertThat(template.fill(Map.of("app", "$0", "instance", "one")))
        .containsExactly("sh", "-c", "echo $1 ${HOME} {{ item }} {print $1}", "$0-one");
  }

  @Test
  void unknownPlaceholder_isRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> CommandPlatform.builder(directory).restart("systemctl", "{unit}"))
        .withMessageContaining("{unit}")
        .withMessageContaining("{instance}");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> CommandPlatform.builder(directory).restart())
        .withMessageContaining("program");
  }

  @Test
  void settingsFile_isRefusedWhereThereIsNone() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(
            () -> CommandPlatform.builder(directory).restart("ansible", "@{settings}").build())
        .withMessageContaining("{settings}");
  }

  @Test
  void valueThatWouldBeAnOption_isRefused() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> Template.of(List.of("rm", "{location}")).fill(Map.of("location", "-rf")))
        .withMessageContaining("dash");
  }

  @Test
  void newInstance_needsAnAddress() {
    var provision = Calls.provision("one", "x");
    try (CommandPlatform commands =
        CommandPlatform.builder(directory).restart("true", "{port}").build()) {
      assertThat(failed(commands.provision(provision, call(1))))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("{port}");
    }
    try (CommandPlatform commands = CommandPlatform.builder(directory).restart("true").build()) {
      assertThat(failed(commands.provision(provision, call(1))))
          .hasMessageContaining("told no address");
    }
    try (CommandPlatform commands =
        CommandPlatform.builder(directory)
            .restart("echo", "SLOTS_ADDRESS=here")
            .start("true")
            .addresses((app, slot, instance) -> URI.create("http://127.0.0.1:7"))
            .build()) {
      Instance made = done(commands.provision(provision, call(1)));
      assertThat(made).isEqualTo(Instance.of("one", "http://127.0.0.1:7"));
      assertThat(failed(commands.restart(Calls.restart(made, ""), call(1))))
          .hasMessageContaining("told an address that is none");
    }
  }

  @Test
  void addressThatTheCommandTells_isTheAnswer() {
    try (CommandPlatform commands =
        CommandPlatform.builder(directory)
            .restart(
                "printf",
                "SLOTS_ADDRESS=http://10.0.0.1:1\nthen\nSLOTS_ADDRESS=http://10.0.0.7:8080")
            .build()) {
      assertThat(done(commands.provision(Calls.provision("one", "x"), call(1))))
          .isEqualTo(Instance.of("one", "http://10.0.0.7:8080"));
    }
  }

  @Test
  void endWithoutACommand_isRefused() {
    try (CommandPlatform commands = CommandPlatform.builder(directory).restart("true").build()) {
      assertThat(
              failed(
                  commands.decommission(
                      new Decommission(Calls.SHOP, InstanceId.of("one")), call(1))))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining("stop(…)");
    }
  }
}
