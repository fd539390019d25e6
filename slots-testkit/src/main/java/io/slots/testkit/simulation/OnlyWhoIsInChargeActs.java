package io.slots.testkit.simulation;

import io.slots.OperationId;
import io.slots.testkit.RecordedCall;
import java.util.HashMap;
import java.util.Map;

/** Two engines never drive one operation at once: whoever has lost it makes no call any more. */
final class OnlyWhoIsInChargeActs implements WorldRule {
  private final Map<OperationId, Long> highest = new HashMap<>();

  @Override
  public String rule() {
    return "S9.4 only who is in charge acts";
  }

  @Override
  public void beforeCall(Town town, RecordedCall call) {
    long token = call.call().fencingToken();
    boolean asksOnly = token == 0;
    if (!asksOnly && highest.merge(call.call().operation(), token, Math::max) > token) {
      throw broken(town, call + " with the old token " + token);
    }
  }

  @Override
  public void atRest(Town town) {
    if (!town.kit().fencedCalls().isEmpty()) {
      throw broken(town, "these calls were refused: " + town.kit().fencedCalls());
    }
  }
}
