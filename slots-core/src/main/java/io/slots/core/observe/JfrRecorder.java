package io.slots.core.observe;

import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;

/**
 * Makes events of Java Flight Recorder (JFR) of what happens, in the category <em>Slots</em>, for
 * whatever recording is running:
 *
 * <table>
 * <caption>The events</caption>
 * <tr><th>event</th><th>what it spans</th></tr>
 * <tr><td>{@code io.slots.Operation}</td><td>an operation, from its start to its end</td></tr>
 * <tr><td>{@code io.slots.Step}</td><td>a step of it, done or undone</td></tr>
 * <tr><td>{@code io.slots.Effect}</td><td>a call of an SPI, until its answer</td></tr>
 * <tr><td>{@code io.slots.Pause}</td><td>the pause of a swap with preview</td></tr>
 * <tr><td>{@code io.slots.Queue}</td><td>the time in which an operation waits for its turn</td></tr>
 * <tr><td>{@code io.slots.Wait}</td><td>a moment: it begins to wait for something</td></tr>
 * <tr><td>{@code io.slots.TurnBack}</td><td>a moment: it turns back</td></tr>
 * <tr><td>{@code io.slots.KeepWarm}</td><td>a moment: a slot is kept warm from now on</td></tr>
 * </table>
 *
 * <p><em>Times.</em> JFR stamps an event itself, by its own clock, and listeners hear of things a
 * moment after they happened. So an event's <em>start time</em> is when this listener heard of the
 * begin, and its <em>duration</em> is the time until it heard of the end; both are late by as much
 * as listeners lag behind. What the engine itself measured is in the field {@code took}: rely on
 * that for numbers, and on the start time to see what else the JVM did meanwhile. A pause or an
 * operation that is longer than the recording shows when it has ended, and what had begun before
 * the recording did shows as a moment, with the right {@code took}.
 *
 * <p>An event that no recording has enabled costs a look at a flag. Enabled or not, no event shows
 * a setting's value (S3.7). For one engine, which tells it of one event at a time. What it
 * remembers is bounded: what has begun and not ended, of 10,000 operations at most.
 *
 * <p>Needs the module {@code jdk.jfr}, which a runtime may lack; the rest of the library does not,
 * and loads without it. On the module path it may have to be asked for, by {@code requires jdk.jfr}
 * or {@code --add-modules jdk.jfr}.
 */
public final class JfrRecorder implements SlotsListener {
  private final JfrTimeline timeline = new JfrTimeline(new JfrOpen());

  private JfrRecorder() {}

  /**
   * Returns a new one.
   *
   * @throws IllegalStateException if this runtime has no module {@code jdk.jfr}
   */
  public static JfrRecorder create() {
    if (ModuleLayer.boot().findModule("jdk.jfr").isEmpty()) {
      throw new IllegalStateException(
          "there is no module jdk.jfr in this runtime; take one that has it, or, on the module path,"
              + " say \"requires jdk.jfr\" or --add-modules jdk.jfr");
    }
    return new JfrRecorder();
  }

  @Override
  public void on(SlotsEvent event) {
    timeline.on(event);
  }
}
