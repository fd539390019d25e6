package io.slots.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.crash.orchestrator.StoreAddress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrashCommandTest {
  private final List<RunOptions> runs = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void execute_noArgument_isTwentyKillsOnAFile() {
    assertThat(execute()).isEqualTo(7);

    RunOptions options = runs.get(0);
    assertThat(options.kills()).isEqualTo(20);
    assertThat(options.store()).isEqualTo(StoreAddress.Kind.SQLITE);
    assertThat(options.instances()).isEqualTo(2);
    assertThat(options.connections()).isEqualTo(8);
  }

  @Test
  void execute_allOptions_areRead() {
    assertThat(
            execute(
                "--store=postgresql",
                "--kills=200",
                "--instances=3",
                "--connections=32",
                "--seed=7"))
        .isEqualTo(7);

    RunOptions options = runs.get(0);
    assertThat(options.kills()).isEqualTo(200);
    assertThat(options.store()).isEqualTo(StoreAddress.Kind.POSTGRESQL);
    assertThat(options.instances()).isEqualTo(3);
    assertThat(options.connections()).isEqualTo(32);
    assertThat(options.seed()).isEqualTo(7);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--kills=0 | --kills 0: the least is 1, the most is 10000",
        "--instances=21 | --instances 21: the least is 1, the most is 20",
        "--connections=0 | --connections 0: the least is 1, the most is 512",
        "--store=oracle | Invalid value for option '--store'",
        "--seed=x | Invalid value for option '--seed'",
        "extra | Unmatched argument"
      })
  void execute_badInput_saysWhatIsWrongAndRunsNothing(String argument, String problem) {
    assertThat(execute(argument)).isEqualTo(2);

    assertThat(err.toString()).contains(problem).contains("--help").doesNotContain("\tat ");
    assertThat(runs).isEmpty();
  }

  @Test
  void execute_help_tellsTheOptionsAndRunsNothing() {
    assertThat(execute("--help")).isZero();

    assertThat(out.toString()).contains("--store", "--kills", "--seed");
    assertThat(runs).isEmpty();
  }

  private int execute(String... args) {
    return CrashCommand.execute(
        options -> {
          runs.add(options);
          return 7;
        },
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        args);
  }
}
