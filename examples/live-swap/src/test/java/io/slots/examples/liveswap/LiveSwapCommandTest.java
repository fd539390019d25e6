package io.slots.examples.liveswap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveSwapCommandTest {
  private final List<RunOptions> runs = new ArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void execute_noArgument_isTheBundledServiceWithTwoInstancesAndSixteenConnections() {
    assertThat(execute()).isEqualTo(7);

    RunOptions options = runs.get(0);
    assertThat(options.isBundled()).isTrue();
    assertThat(options.instances()).isEqualTo(2);
    assertThat(options.connections()).isEqualTo(16);
    assertThat(options.svg().isAbsolute()).isTrue();
    assertThat(options.svg().getFileName()).isEqualTo(Path.of("live-swap.svg"));
  }

  @Test
  void execute_allOptions_areRead(@TempDir Path directory) {
    Path svg = directory.resolve("run.svg");

    assertThat(
            execute(
                "--v1=one",
                "--v2=two --port $PORT",
                "--v3=three",
                "--instances=3",
                "--connections=32",
                "--pause=0",
                "--path=/a",
                "--path=/b",
                "--duration=9",
                "--seed=7",
                "--svg=" + svg))
        .isEqualTo(7);

    RunOptions options = runs.get(0);
    assertThat(options.v1()).hasValue("one");
    assertThat(options.v2()).hasValue("two --port $PORT");
    assertThat(options.v3()).hasValue("three");
    assertThat(options.instances()).isEqualTo(3);
    assertThat(options.connections()).isEqualTo(32);
    assertThat(options.pause()).isEqualTo(Duration.ZERO);
    assertThat(options.paths()).containsExactly("/a", "/b");
    assertThat(options.hold()).isEqualTo(Duration.ofSeconds(9));
    assertThat(options.seed()).isEqualTo(7);
    assertThat(options.svg()).isEqualTo(svg);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--instances=0 | --instances 0: the least is 1, the most is 20",
        "--instances=two | Invalid value for option '--instances'",
        "--connections=513 | --connections 513: the least is 1, the most is 512",
        "--pause=-1 | --pause -1: the least is 0, the most is 10000",
        "--duration=0 | --duration 0: the least is 1, the most is 600",
        "--seed=x | Invalid value for option '--seed'",
        "--v1=one | --v1 and --v2 go together",
        "--v3=' ' | a command line is blank",
        "--path=/a | --path is for your own --v1 and --v2",
        "--svg=/no/such/place/run.svg | there is no directory for it that can be written",
        "--svg=/ | --svg /",
        "--speed=9 | Unknown option: '--speed=9'",
        "extra | Unmatched argument"
      })
  void execute_badInput_saysWhatIsWrongAndRunsNothing(String argument, String problem) {
    assertThat(execute(argument.replace("'", ""))).isEqualTo(2);

    assertThat(err.toString()).contains(problem).contains("--help");
    assertThat(err.toString()).doesNotContain("\tat ");
    assertThat(runs).isEmpty();
  }

  @Test
  void execute_help_tellsTheOptionsAndRunsNothing() {
    assertThat(execute("--help")).isZero();

    assertThat(out.toString()).contains("--v1", "--instances", "--duration", "--svg");
    assertThat(runs).isEmpty();
  }

  private int execute(String... args) {
    return LiveSwapCommand.execute(
        options -> {
          runs.add(options);
          return 7;
        },
        new PrintWriter(out, true),
        new PrintWriter(err, true),
        args);
  }
}
