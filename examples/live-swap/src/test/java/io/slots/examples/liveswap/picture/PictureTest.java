package io.slots.examples.liveswap.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.load.Ask;
import io.slots.examples.stage.load.Exchange;
import io.slots.examples.stage.load.Reply;
import io.slots.examples.stage.verdict.Judged;
import io.slots.examples.stage.verdict.Phase;
import io.slots.examples.stage.verdict.RouteChange;
import io.slots.operation.StepName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.SAXException;

class PictureTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  void write_aRun_isSvgThatNamesVersionsPhasesAndSteps(@TempDir Path directory)
      throws IOException, ParserConfigurationException, SAXException {
    Path file = directory.resolve("run.svg");

    new Picture(run()).write(file);

    assertThat(
            DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(file.toFile())
                .getDocumentElement()
                .getTagName())
        .isEqualTo("svg");
    assertThat(Files.readString(file))
        .contains("answered by v1", "answered by v2", "swap", "v2 is live", "warm up")
        .contains("failed or wrong");
  }

  @Test
  void write_nothingAnswered_isSvg(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("empty.svg");

    new Picture(
            new Timeline(
                List.of(new Phase("all", false, 0, SECOND)), List.of(), List.of(), List.of()))
        .write(file);

    assertThat(file).isNotEmptyFile();
  }

  private static Timeline run() {
    Random random = new Random(1);
    List<Judged> exchanges = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      long begun = (long) (random.nextDouble() * 33 * SECOND);
      boolean slow = random.nextInt(10) == 0;
      int millis = slow ? 200 + random.nextInt(600) : 0;
      String version = begun > 7 * SECOND && begun < 18 * SECOND ? "v2" : "v1";
      Ask ask =
          slow
              ? new Ask(Ask.Kind.SLOW, "/slow", Duration.ofMillis(millis))
              : new Ask(Ask.Kind.FAST, "/", Duration.ZERO);
      long took = millis * 1_000_000L + (long) (600_000 * Math.exp(random.nextGaussian()));
      exchanges.add(
          new Judged(
              new Exchange(ask, begun, begun + took, new Reply.Answered(version, "", "x")),
              Optional.of(version),
              Optional.empty()));
    }
    long broken = 26 * SECOND;
    exchanges.add(
        new Judged(
            new Exchange(
                new Ask(Ask.Kind.FAST, "/", Duration.ZERO),
                broken,
                broken,
                new Reply.Failed("reset")),
            Optional.empty(),
            Optional.of("reset")));
    List<StepSpan> steps = new ArrayList<>();
    for (double start : List.of(4.0, 15.0)) {
      steps.add(new StepSpan(StepName.APPLY_SETTINGS, false, start, start + 0.005));
      steps.add(new StepSpan(StepName.AWAIT_INSTANCES, false, start, start + 1.8));
      steps.add(new StepSpan(StepName.WARM_UP, false, start + 1.8, start + 2.9));
      steps.add(new StepSpan(StepName.UPDATE_ROUTING, false, start + 2.9, start + 3.0));
      steps.add(new StepSpan(StepName.DRAIN_FORMER_TARGET, false, start + 3, start + 4));
      steps.add(new StepSpan(StepName.REPEAT_FOR_SOURCE, false, start + 4, start + 5.5));
    }
    steps.add(new StepSpan(StepName.PROVISION_INSTANCES, false, 23.5, 25));
    steps.add(new StepSpan(StepName.APPLY_SETTINGS, false, 26, 26.01));
    steps.add(new StepSpan(StepName.AWAIT_INSTANCES, false, 26, 28));
    steps.add(new StepSpan(StepName.APPLY_SETTINGS, true, 28, 29.5));
    return new Timeline(
        List.of(
            new Phase("before the swap", false, 0, 4 * SECOND),
            new Phase("swap", true, 4 * SECOND, 9_500_000_000L),
            new Phase("after the swap", false, 9_500_000_000L, 15 * SECOND),
            new Phase("rollback", true, 15 * SECOND, 20_500_000_000L),
            new Phase("after the rollback", false, 20_500_000_000L, 23_500_000_000L),
            new Phase("deploy v3", true, 23_500_000_000L, 25 * SECOND),
            new Phase("before v3", false, 25 * SECOND, 26 * SECOND),
            new Phase("swap v3", true, 26 * SECOND, 29_500_000_000L),
            new Phase("after", false, 29_500_000_000L, 33 * SECOND)),
        exchanges,
        List.of(
            new RouteChange("v2", 7 * SECOND, OptionalLong.of(7 * SECOND)),
            new RouteChange("v1", 18 * SECOND, OptionalLong.of(18 * SECOND))),
        steps);
  }
}
