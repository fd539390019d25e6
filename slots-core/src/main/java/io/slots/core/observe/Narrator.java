package io.slots.core.observe;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.slots.OperationId;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.Ending;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Writes what happens to a log (SLF4J), for people: one line for each step, and one for whatever
 * else is worth knowing. Each line begins with the operation's id and the app:
 *
 * <pre>
 * INFO  op-7 shop: swap staging into production: started
 * INFO  op-7 shop: apply settings: 3.2 s, 2 instances
 * INFO  op-7 shop: await instances: 12.4 s, 2 instances
 * WARN  op-7 shop: warm up: shop-v2-1 has failed: GET / on shop-v2-1: 500
 * WARN  op-7 shop: turns back: GET / on shop-v2-1: 500
 * INFO  op-7 shop: warm up: broken off after 450 ms, 1 of 2 instances failed
 * INFO  op-7 shop: undo apply settings: 3.1 s, 2 instances
 * WARN  op-7 shop: swap staging into production: reverted in 19.3 s: GET / on shop-v2-1: 500
 * </pre>
 *
 * <table>
 * <caption>What is written at which level</caption>
 * <tr><th>level</th><th>what</th></tr>
 * <tr><td>WARN</td><td>an instance that failed, turning back, an end other than
 *     <em>completed</em>, an operation that this engine does not drive any more</td></tr>
 * <tr><td>INFO</td><td>the start (or that it was taken over), each step when it has ended, pauses
 *     and what ended them, operations that wait for their turn, slots kept warm, the end</td></tr>
 * <tr><td>DEBUG</td><td>the begin of each step, each effect when it has ended, with its answer, what
 *     is waited for, instances that are done</td></tr>
 * <tr><td>TRACE</td><td>each effect when it is begun</td></tr>
 * </table>
 *
 * <p>A line is never broken, whatever an SPI answers, and no line shows a setting's value (S3.7).
 * Lines are for reading: a program takes the events themselves.
 *
 * <p>For one engine, which tells it of one event at a time. What it remembers is bounded: how it
 * goes with the step at work of each operation.
 */
public final class Narrator implements SlotsListener {
  /** Operations under way that it knows of; one that is forgotten loses its count of instances. */
  private static final int MOST_OPERATIONS = 10_000;

  private final Logger log;
  private final Cache<OperationId, StepTally> steps =
      CacheBuilder.newBuilder().concurrencyLevel(1).maximumSize(MOST_OPERATIONS).build();

  private Narrator(Logger log) {
    this.log = log;
  }

  /** Returns one that writes to the logger of this class's name. */
  public static Narrator create() {
    return to(LoggerFactory.getLogger(Narrator.class));
  }

  /** Returns one that writes to {@code log}. */
  public static Narrator to(Logger log) {
    return new Narrator(log);
  }

  @Override
  public void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted started) {
      say(Level.INFO, event, () -> Lines.of(started));
    } else if (event instanceof SlotsEvent.OperationQueued queued) {
      say(Level.INFO, event, () -> Lines.of(queued));
    } else if (event instanceof SlotsEvent.OperationPaused paused) {
      say(Level.INFO, event, () -> Lines.of(paused));
    } else if (event instanceof SlotsEvent.OperationResumed resumed) {
      say(Level.INFO, event, () -> "goes on: " + resumed.decision());
    } else if (event instanceof SlotsEvent.KeptWarm warm) {
      say(Level.INFO, event, () -> Lines.of(warm));
    } else if (event instanceof SlotsEvent.TurnedBack back) {
      step(event).breakOff();
      say(Level.WARN, event, () -> "turns back: " + back.reason());
    } else if (event instanceof SlotsEvent.OperationLost lost) {
      steps.invalidate(event.operation());
      say(Level.WARN, event, () -> "not driven by this engine any more: " + lost.reason());
    } else if (event instanceof SlotsEvent.OperationEnded ended) {
      steps.invalidate(event.operation());
      boolean well = ended.report().ending() == Ending.COMPLETED;
      say(well ? Level.INFO : Level.WARN, event, () -> Lines.of(ended.report()));
    } else {
      onDetail(event);
    }
  }

  private void onDetail(SlotsEvent event) {
    if (event instanceof SlotsEvent.StepStarted started) {
      step(event).begin(started.instances());
      say(Level.DEBUG, event, () -> Lines.of(started));
    } else if (event instanceof SlotsEvent.StepEnded ended) {
      say(Level.INFO, event, () -> Lines.of(ended, step(event)));
    } else if (event instanceof SlotsEvent.InstanceEnded ended) {
      if (!ended.ok()) {
        step(event).instanceFailed();
      }
      say(ended.ok() ? Level.DEBUG : Level.WARN, event, () -> Lines.of(ended));
    } else if (event instanceof SlotsEvent.EffectBegun begun) {
      say(Level.TRACE, event, () -> Lines.of(begun));
    } else if (event instanceof SlotsEvent.EffectEnded ended) {
      say(Level.DEBUG, event, () -> Lines.of(ended));
    } else if (event instanceof SlotsEvent.Waiting waiting) {
      say(Level.DEBUG, event, () -> Lines.of(waiting));
    }
  }

  private StepTally step(SlotsEvent event) {
    return steps.asMap().computeIfAbsent(event.operation(), id -> new StepTally());
  }

  private void say(Level level, SlotsEvent event, Supplier<String> text) {
    if (log.isEnabledForLevel(level)) {
      log.atLevel(level).log("{} {}: {}", event.operation(), event.app(), OneLine.of(text.get()));
    }
  }
}
