package io.slots.testkit;

import io.slots.SlotsException;
import io.slots.app.AppName;
import io.slots.core.Slots;
import io.slots.operation.Operation;
import io.slots.operation.Wait;
import io.slots.text.Instants;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Who waits in a kit: operations, calls that were not answered, engines that stand still. */
final class Witnesses implements Stall.Witness {
  private final Engines engines;
  private final StoreNotes notes;
  private final World world;
  private final FaultyStore store;

  Witnesses(Engines engines, StoreNotes notes, World world, FaultyStore store) {
    this.engines = engines;
    this.notes = notes;
    this.world = world;
    this.store = store;
  }

  @Override
  public List<Stall.Waiting> waits(Instant at) {
    Set<Stall.Waiting> all = new LinkedHashSet<>();
    for (AppName app : notes.apps()) {
      int before = all.size();
      engines.awake().forEach(engine -> all.addAll(waits(app, engine)));
      if (all.size() == before) {
        notes.operation(app).ifPresent(it -> all.add(unexplained(it)));
      }
    }
    world.calls().stream()
        .filter(call -> !call.isAnswered())
        .forEach(call -> all.add(unanswered(call)));
    store
        .unanswered()
        .forEach(it -> all.add(new Stall.Waiting("the engine", "an answer to " + it)));
    engines
        .still()
        .forEach(it -> all.add(new Stall.Waiting(it.name(), "nothing: it stands still")));
    return List.copyOf(all);
  }

  /** An engine that cannot be asked is no reason to hear no other. */
  private static List<Stall.Waiting> waits(AppName app, Slots engine) {
    List<Stall.Waiting> waits = new ArrayList<>();
    try {
      for (Wait wait : engine.operations().waits(app)) {
        waits.add(new Stall.Waiting(wait.operation() + " of " + app, wait.sentence()));
      }
    } catch (SlotsException e) {
      waits.add(new Stall.Waiting("operations of " + app, "cannot be asked: " + e.getMessage()));
    }
    return waits;
  }

  /** It was read from what is stored, so that it is there; but no engine that lives drives it. */
  private static Stall.Waiting unexplained(Operation operation) {
    return new Stall.Waiting(
        operation.id() + " of " + operation.app(),
        "is at \""
            + operation.state()
            + "\" and is driven by "
            + operation.holder().name()
            + ", which tells of nothing that it waits for");
  }

  private static Stall.Waiting unanswered(RecordedCall call) {
    return new Stall.Waiting(
        call.operation().map(Object::toString).orElse("the engine"),
        "an answer to call "
            + call.number()
            + ", \""
            + call.effect().describe()
            + "\", since "
            + Instants.millis(call.at())
            + call.fault().map(it -> "; planted: " + it).orElse(""));
  }
}
