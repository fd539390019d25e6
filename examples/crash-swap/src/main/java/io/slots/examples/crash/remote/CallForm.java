package io.slots.examples.crash.remote;

import io.slots.OperationId;
import io.slots.spi.Call;

/** On whose behalf something is asked, as it is sent. */
record CallForm(String operation, int attempt, long fencingToken) {
  static CallForm of(Call call) {
    return new CallForm(call.operation().value(), call.attempt(), call.fencingToken());
  }

  Call call() {
    return new Call(OperationId.of(operation), attempt, fencingToken);
  }
}
