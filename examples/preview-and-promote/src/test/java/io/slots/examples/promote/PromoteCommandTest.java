package io.slots.examples.promote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromoteCommandTest {
  private final List<RunOptions> runs = new ArrayList<>();
  private final StringWriter said = new StringWriter();

  @Test
  void execute_noArgument_isTheLongRunWithTwoInstances() {
    assertThat(execute()).isEqualTo(7);

    RunOptions options = runs.get(0);
    assertThat(options.instances()).isEqualTo(2);
    assertThat(options.connections()).isEqualTo(16);
    assertThat(options.clients()).isEqualTo(300);
    assertThat(options.keepWarm()).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void execute_quick_isLessOfEverything() {
    assertThat(execute("--quick")).isEqualTo(7);

    RunOptions options = runs.get(0);
    assertThat(options.instances()).isEqualTo(1);
    assertThat(options.connections()).isEqualTo(8);
    assertThat(options.clients()).isEqualTo(60);
    assertThat(options.keepWarm()).isEqualTo(Duration.ofSeconds(3));
    assertThat(options.startUp()).isLessThan(Duration.ofMillis(700));
  }

  @Test
  void execute_allOptions_areReadAndOverruleQuick() {
    assertThat(
            execute(
                "--quick",
                "--instances=3",
                "--connections=32",
                "--clients=500",
                "--keep-warm=20",
                "--seed=7"))
        .isEqualTo(7);

    RunOptions options = runs.get(0);
    assertThat(options.instances()).isEqualTo(3);
    assertThat(options.connections()).isEqualTo(32);
    assertThat(options.clients()).isEqualTo(500);
    assertThat(options.keepWarm()).isEqualTo(Duration.ofSeconds(20));
    assertThat(options.seed()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--instances=0 | --instances 0: the least is 1, the most is 20",
        "--connections=513 | --connections 513: the least is 1, the most is 512",
        "--clients=19 | --clients 19: the least is 20, the most is 10000",
        "--keep-warm=soon | Invalid value for option '--keep-warm'",
        "--slow | Unknown option: '--slow'"
      })
  void execute_badInput_saysWhatIsWrongAndRunsNothing(String argument, String problem) {
    assertThat(execute(argument)).isEqualTo(2);

    assertThat(said.toString())
        .contains(problem, "preview-and-promote --help tells more.")
        .doesNotContain("\tat ");
    assertThat(runs).isEmpty();
  }

  @Test
  void execute_help_tellsTheOptionsAndRunsNothing() {
    assertThat(execute("--help")).isZero();

    assertThat(said.toString()).contains("--quick", "--instances", "--clients", "--keep-warm");
    assertThat(runs).isEmpty();
  }

  private int execute(String... args) {
    PrintWriter writer = new PrintWriter(said, true);
    return PromoteCommand.execute(this::ran, writer, writer, args);
  }

  private int ran(RunOptions options) {
    runs.add(options);
    return 7;
  }
}
