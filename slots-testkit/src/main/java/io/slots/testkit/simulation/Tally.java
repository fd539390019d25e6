package io.slots.testkit.simulation;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import io.slots.operation.EndedOperation;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Counts what a simulation has seen. */
final class Tally {
  private final Multiset<String> operations = HashMultiset.create();
  private final Multiset<String> troubles = HashMultiset.create();
  private final Set<String> situations = new HashSet<>();
  private long swaps;
  private long requests;

  /** Something happens; where trouble strikes an operation, that is a situation. */
  void happened(Happening happening, Town town) {
    if (happening.isWish()) {
      return;
    }
    troubles.add(happening.kind());
    town.apps().stream()
        .flatMap(it -> town.record(it).operation().stream())
        .forEach(it -> situations.add(situation(it) + ": " + happening.kind()));
  }

  private static String situation(Operation operation) {
    return operation.task().kind()
        + " at "
        + operation.position().step()
        + (operation.isGoingBack() ? ", going back" : "");
  }

  void ended(List<EndedOperation> history) {
    for (EndedOperation ended : history) {
      operations.add(ended.kind() + " " + ended.ending());
      if (ended.kind() == OperationKind.SWAP) {
        swaps++;
      }
    }
  }

  void requests(long number) {
    requests += number;
  }

  SimulationReport report() {
    return new SimulationReport(swaps, requests, operations, troubles, situations);
  }
}
