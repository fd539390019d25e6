package io.slots.examples.crash.remote;

import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingGeneration;
import io.slots.effect.RoutingTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the data plane answers, as it is sent. */
sealed interface Reply {
  /**
   * What came of a table.
   *
   * @param refusal why it was refused; empty if it is in force
   */
  record Routes(String refusal, long fencingToken, long number) implements Reply {
    static Routes of(RoutesAnswer answer) {
      if (answer instanceof RoutesAnswer.InForce inForce) {
        RoutingGeneration generation = inForce.generation();
        return new Routes("", generation.fencingToken(), generation.number());
      }
      return new Routes(answer instanceof RoutesAnswer.Refused it ? it.reason() : "?", 0, 0);
    }

    RoutesAnswer answer() {
      return refusal.isEmpty()
          ? new RoutesAnswer.InForce(new RoutingGeneration(fencingToken, number))
          : new RoutesAnswer.Refused(refusal);
    }
  }

  /** The table in force, or none. */
  record Tables(List<TableForm> tables) implements Reply {
    static Tables of(Optional<RoutingTable> table) {
      return new Tables(table.map(TableForm::of).stream().toList());
    }

    Optional<RoutingTable> table() {
      return tables.stream().map(TableForm::table).findFirst();
    }
  }

  /** How much each instance has in flight. */
  record Counts(Map<String, Integer> inFlight) implements Reply {
    static Counts of(Map<InstanceId, Integer> inFlight) {
      Map<String, Integer> counts = new TreeMap<>();
      inFlight.forEach((instance, count) -> counts.put(instance.value(), count));
      return new Counts(counts);
    }

    Map<InstanceId, Integer> byInstance() {
      return inFlight.entrySet().stream()
          .collect(Collectors.toMap(it -> InstanceId.of(it.getKey()), Map.Entry::getValue));
    }
  }

  /** An instance runs. */
  record Runs(InstanceForm instance) implements Reply {}

  /** It was done. */
  record Done() implements Reply {}

  /** It could not be done, and this is why. */
  record Failed(String reason) implements Reply {}
}
