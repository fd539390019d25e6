package io.slots.examples.liveswap.progress;

import static io.slots.examples.liveswap.progress.Events.ended;
import static io.slots.examples.liveswap.progress.Events.started;
import static io.slots.examples.liveswap.progress.Events.stepEnded;
import static io.slots.examples.liveswap.progress.Events.stepStarted;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.examples.stage.Glyphs;
import io.slots.operation.Direction;
import io.slots.operation.Ending;
import io.slots.operation.OperationKind;
import io.slots.operation.StepName;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final TerminalProgress progress =
      new TerminalProgress(
          new PrintStream(out, true, UTF_8),
          Glyphs.of(UTF_8),
          () -> Events.START,
          () -> "1,000 answered");

  @AfterEach
  void close() {
    progress.close();
  }

  @Test
  void on_anOperation_isRedrawnInPlaceAndStaysWithoutTheStatus() {
    progress.on(started(0, OperationKind.SWAP));
    progress.on(stepStarted(0, StepName.UPDATE_ROUTING));
    progress.on(stepEnded(0, 250, StepName.UPDATE_ROUTING, Direction.FORWARD));
    progress.on(ended(250, Ending.COMPLETED));

    String drawn = out.toString(UTF_8);
    assertThat(drawn).contains("1,000 answered", "\u001b[3A");
    String last = drawn.substring(drawn.lastIndexOf("\u001b[J"));
    assertThat(last)
        .contains("swap staging into production: completed", "✔", "update routing", "0.25 s")
        .doesNotContain("answered");
  }

  @Test
  void on_afterTheEnd_nothingIsDrawnUntilTheNextOperation() {
    progress.on(started(0, OperationKind.SWAP));
    progress.on(ended(250, Ending.COMPLETED));
    int drawn = out.size();

    progress.on(stepStarted(300, StepName.UPDATE_ROUTING));

    assertThat(out.size()).isEqualTo(drawn);
  }
}
