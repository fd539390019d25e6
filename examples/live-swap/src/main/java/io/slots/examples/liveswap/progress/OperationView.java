package io.slots.examples.liveswap.progress;

import io.slots.event.SlotsEvent;
import io.slots.operation.Direction;
import io.slots.operation.PlannedStep;
import io.slots.operation.StepName;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of the operation that is shown, put together from its events. For one thread. */
final class OperationView {
  private static final Duration FIRST_GUESS = Duration.ofSeconds(2);

  private record Key(StepName step, Direction direction) {}

  private final Map<Key, StepRows> steps = new LinkedHashMap<>();
  private final Map<StepName, Duration> longest = new LinkedHashMap<>();
  private String title = "";
  private Optional<String> ending = Optional.empty();

  /** The operation to come is expected to have these steps. */
  void expect(List<PlannedStep> planned) {
    steps.clear();
    title = "";
    ending = Optional.empty();
    planned.forEach(it -> rows(it.step(), Direction.FORWARD));
  }

  String title() {
    return title;
  }

  Optional<String> ending() {
    return ending;
  }

  Collection<StepRows> steps() {
    return steps.values();
  }

  /** How long an instance may be expected to take for what it does: as long as the longest yet. */
  Duration usual(StepRows rows) {
    return steps.entrySet().stream()
        .filter(entry -> entry.getValue().equals(rows))
        .map(entry -> longest.getOrDefault(entry.getKey().step(), FIRST_GUESS))
        .findFirst()
        .orElse(FIRST_GUESS);
  }

  void on(SlotsEvent event) {
    if (event instanceof SlotsEvent.OperationStarted started) {
      title = started.description();
    } else if (event instanceof SlotsEvent.StepStarted started) {
      rows(started.step(), started.direction()).started(started.at(), started.instances());
    } else if (event instanceof SlotsEvent.EffectBegun begun) {
      begun(begun);
    } else if (event instanceof SlotsEvent.EffectEnded ended && !ended.ok()) {
      failed(ended);
    } else if (event instanceof SlotsEvent.InstanceEnded ended) {
      StepRows rows = rows(ended.step(), ended.direction());
      rows.instance(ended.instance(), row -> row.ended(ended.ok(), ended.at(), ended.result()));
    } else if (event instanceof SlotsEvent.TurnedBack back) {
      steps.values().forEach(rows -> rows.failed(back.at(), back.reason()));
    } else if (event instanceof SlotsEvent.StepEnded ended) {
      StepName step = ended.time().step();
      rows(step, ended.time().direction()).ended(ended.at());
      longest.merge(step, ended.time().took(), (a, b) -> a.compareTo(b) > 0 ? a : b);
    } else if (event instanceof SlotsEvent.OperationEnded ended) {
      ending = Optional.of(ended.report().ending().toString());
    }
  }

  private void begun(SlotsEvent.EffectBegun begun) {
    StepRows rows = rows(begun.step(), begun.direction());
    String what =
        begun.effect().describe() + (begun.attempt() > 1 ? " (try " + begun.attempt() + ")" : "");
    begun
        .effect()
        .instanceId()
        .ifPresentOrElse(
            id -> rows.instance(id, row -> row.running(begun.at(), what)), () -> rows.note(what));
  }

  private void failed(SlotsEvent.EffectEnded ended) {
    ended
        .effect()
        .instanceId()
        .ifPresent(
            id ->
                rows(ended.step(), ended.direction())
                    .instance(id, row -> row.withNote(ended.result())));
  }

  private StepRows rows(StepName step, Direction direction) {
    return steps.computeIfAbsent(
        new Key(step, direction), key -> new StepRows(key.step(), key.direction()));
  }
}
