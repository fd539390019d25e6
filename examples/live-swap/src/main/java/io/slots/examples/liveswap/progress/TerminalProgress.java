package io.slots.examples.liveswap.progress;

import io.slots.event.SlotsEvent;
import io.slots.examples.stage.Glyphs;
import io.slots.operation.PlannedStep;
import java.io.PrintStream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import picocli.CommandLine.Help.Ansi.Style;

/**
 * Redraws an operation in place, on a terminal that knows the ANSI escape sequences: a line for
 * each step, a bar for each instance of the step at work, and a status line. Thread-safe.
 */
public final class TerminalProgress implements Progress {
  private static final String ESCAPE = "\u001b[";
  private static final String CLEAR_BELOW = ESCAPE + "J";
  private static final String WRAP_OFF = ESCAPE + "?7l";
  private static final String WRAP_ON = ESCAPE + "?7h";
  private static final long REDRAW_MILLIS = 100;

  private final PrintStream terminal;
  private final Glyphs glyphs;
  private final InstantSource clock;
  private final Supplier<String> status;
  private final OperationView view = new OperationView();
  private final ScheduledExecutorService ticker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "progress");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledFuture<?> ticks;
  private final Map<String, Style> colours;
  private boolean active;
  private int drawn;

  /**
   * Draws on {@code terminal}.
   *
   * @param status what stands below the steps while they run
   */
  public TerminalProgress(
      PrintStream terminal, Glyphs glyphs, InstantSource clock, Supplier<String> status) {
    this.terminal = terminal;
    this.glyphs = glyphs;
    this.clock = clock;
    this.status = status;
    this.colours =
        Map.of(
            glyphs.done(), Style.fg_green,
            glyphs.failed(), Style.fg_red,
            glyphs.running(), Style.fg_cyan);
    this.ticks =
        ticker.scheduleWithFixedDelay(
            this::tick, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void expect(List<PlannedStep> planned) {
    view.expect(planned);
  }

  @Override
  public synchronized void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted) {
      active = true;
      drawn = 0;
    }
    view.on(event);
    if (event instanceof SlotsEvent.OperationEnded) {
      draw(List.of());
      active = false;
      view.expect(List.of());
    } else if (active) {
      draw(List.of(status.get()));
    }
  }

  private synchronized void tick() {
    if (active) {
      draw(List.of(status.get()));
    }
  }

  private void draw(List<String> below) {
    List<String> lines = new ArrayList<>(new Frame(view, glyphs, clock.instant()).lines());
    below.forEach(line -> lines.add("  " + Style.faint.on() + line + Style.faint.off()));
    StringBuilder frame = new StringBuilder(WRAP_OFF);
    if (drawn > 0) {
      frame.append(ESCAPE).append(drawn).append("A");
    }
    frame.append('\r').append(CLEAR_BELOW);
    lines.forEach(line -> frame.append(coloured(line)).append('\n'));
    terminal.print(frame.append(WRAP_ON));
    terminal.flush();
    drawn = lines.size();
  }

  /** Colours the sign that a step's line begins with. */
  private String coloured(String line) {
    for (Map.Entry<String, Style> sign : colours.entrySet()) {
      String plain = "  " + sign.getKey() + " ";
      if (line.startsWith(plain)) {
        Style colour = sign.getValue();
        return "  "
            + colour.on()
            + sign.getKey()
            + colour.off()
            + line.substring(plain.length() - 1);
      }
    }
    return line;
  }

  @Override
  public synchronized void close() {
    active = false;
    ticks.cancel(false);
    ticker.shutdownNow();
  }
}
