package io.slots.testkit.simulation;

import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.operation.EndedOperation;
import io.slots.operation.Outcome;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What callers were told has begun, has ended, and as they were told. */
final class NothingIsLost implements WorldRule {
  @Override
  public String rule() {
    return "S9.6 nothing acknowledged is lost";
  }

  @Override
  public void atRest(Town town) {
    town.apps().forEach(app -> look(town, app));
  }

  private void look(Town town, AppName app) {
    Map<OperationId, EndedOperation> history =
        town.history(app).stream()
            .collect(Collectors.toMap(EndedOperation::id, Function.identity()));
    town.promised(app)
        .forEach(
            (id, told) -> {
              EndedOperation ended = history.get(id);
              if (ended == null) {
                throw broken(town, app + ": operation " + id + " is not in the history");
              }
              Optional<Outcome> outcome = told.get();
              if (outcome.isPresent() && !outcome.get().equals(Outcome.of(ended))) {
                throw broken(
                    town,
                    app + ": " + id + " was told to be " + outcome.get() + " and is " + ended);
              }
            });
  }
}
