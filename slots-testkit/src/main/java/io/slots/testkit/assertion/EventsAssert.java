package io.slots.testkit.assertion;

import io.slots.event.SlotsEvent;
import io.slots.text.Instants;
import io.slots.text.Page;
import io.slots.text.TextTable;
import java.util.List;
import java.util.StringJoiner;

/** Assertions about events. No message shows a setting's value (S3.7). */
public final class EventsAssert extends Evidenced<EventsAssert, List<SlotsEvent>> {
  EventsAssert(List<SlotsEvent> actual) {
    super(actual, EventsAssert.class);
  }

  @Override
  String subject() {
    return actual.size() + " events";
  }

  @Override
  String evidence() {
    TextTable table = TextTable.of("at", "operation", "event", "");
    actual.forEach(
        it -> table.row(Instants.millis(it.at()), it.operation(), kind(it), EventText.of(it)));
    return new Page().section("Events, oldest first").table(table).toString();
  }

  private static String kind(SlotsEvent event) {
    return event.getClass().getSimpleName();
  }

  static List<String> kinds(List<SlotsEvent> events) {
    return events.stream().map(EventsAssert::kind).distinct().toList();
  }

  /** There is such an event, one at least. */
  public EventsAssert has(Class<? extends SlotsEvent> kind) {
    return check(actual.stream().anyMatch(kind::isInstance), kind.getSimpleName(), "there is none");
  }

  /** There are so many such events. */
  public EventsAssert has(int times, Class<? extends SlotsEvent> kind) {
    long found = actual.stream().filter(kind::isInstance).count();
    return check(found == times, times + " times " + kind.getSimpleName(), "there are " + found);
  }

  /** There is no such event. */
  public EventsAssert hasNone(Class<? extends SlotsEvent> kind) {
    long found = actual.stream().filter(kind::isInstance).count();
    return check(found == 0, "no " + kind.getSimpleName(), "there are " + found);
  }

  /** There are such events one after the other, others in between or not. */
  @SafeVarargs
  public final EventsAssert hasInOrder(Class<? extends SlotsEvent>... kinds) {
    int found = 0;
    for (SlotsEvent event : actual) {
      if (found < kinds.length && kinds[found].isInstance(event)) {
        found++;
      }
    }
    StringJoiner names = new StringJoiner(", ");
    for (Class<? extends SlotsEvent> kind : kinds) {
      names.add(kind.getSimpleName());
    }
    return check(
        found == kinds.length,
        "in this order: " + names,
        found < kinds.length
            ? "there is no " + kinds[found].getSimpleName() + " at that place"
            : "");
  }
}
