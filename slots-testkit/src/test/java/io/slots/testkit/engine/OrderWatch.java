package io.slots.testkit.engine;

import io.slots.OperationId;
import io.slots.effect.Effect;
import io.slots.event.SlotsEvent;
import io.slots.event.SlotsListener;
import io.slots.operation.Direction;
import io.slots.operation.StepName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Hears of events, and finds what is wrong with their order: an effect outside of its step, a step
 * within another, anything after the end, one event while another is still being told. What it
 * remembers is in plain maps, as a listener's may be.
 */
final class OrderWatch implements SlotsListener {
  private final Map<OperationId, Progress> operations = new HashMap<>();
  private final AtomicBoolean listening = new AtomicBoolean();
  private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicInteger heard = new AtomicInteger();

  private record Where(StepName step, Direction direction) {}

  private static final class Progress {
    @Nullable Where where;
    final Set<Effect> effects = new HashSet<>();
    Instant last = Instant.MIN;
    boolean ended;
  }

  /** What was wrong so far. */
  List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Of how many operations it has heard the end. */
  int ended() {
    return ended.get();
  }

  /** Of how many events it has heard. */
  int heard() {
    return heard.get();
  }

  @Override
  public void on(SlotsEvent event) {
    if (!listening.compareAndSet(false, true)) {
      wrong.add("two events at once: " + event);
    }
    heard.incrementAndGet();
    Progress progress = operations.get(event.operation());
    if (progress == null) {
      check(event instanceof SlotsEvent.OperationStarted, "no start before", event);
      progress = new Progress();
      operations.put(event.operation(), progress);
    } else {
      follow(progress, event);
    }
    check(!event.at().isBefore(progress.last), "earlier than the one before", event);
    progress.last = event.at();
    listening.set(false);
  }

  private void follow(Progress progress, SlotsEvent event) {
    check(!progress.ended, "after the end", event);
    check(!(event instanceof SlotsEvent.OperationStarted), "a second start", event);
    if (event instanceof SlotsEvent.StepStarted it) {
      check(progress.where == null, "a step within a step", event);
      progress.where = new Where(it.step(), it.direction());
    } else if (event instanceof SlotsEvent.EffectBegun it) {
      check(new Where(it.step(), it.direction()).equals(progress.where), "not its step", event);
      check(progress.effects.add(it.effect()), "begun while under way", event);
    } else if (event instanceof SlotsEvent.EffectEnded it) {
      check(new Where(it.step(), it.direction()).equals(progress.where), "not its step", event);
      check(progress.effects.remove(it.effect()), "ended and not begun", event);
    } else if (event instanceof SlotsEvent.InstanceEnded it) {
      check(new Where(it.step(), it.direction()).equals(progress.where), "not its step", event);
    } else if (event instanceof SlotsEvent.StepEnded it) {
      Where where = new Where(it.time().step(), it.time().direction());
      check(where.equals(progress.where), "ended and not begun", event);
      check(progress.effects.isEmpty(), "ended before its effects", event);
      progress.where = null;
    } else if (event instanceof SlotsEvent.OperationEnded) {
      check(progress.where == null, "ended within a step", event);
      progress.ended = true;
      ended.incrementAndGet();
    }
  }

  private void check(boolean right, String what, SlotsEvent event) {
    if (!right) {
      wrong.add(what + ": " + event);
    }
  }
}
