package io.slots.examples.crash.remote;

import io.slots.app.Instance;

/** An instance, as it is sent. */
record InstanceForm(String id, String address, boolean ready) {
  static InstanceForm of(Instance instance) {
    return new InstanceForm(instance.id().value(), instance.address().toString(), instance.ready());
  }

  Instance instance() {
    return Instance.of(id, address).withReady(ready);
  }
}
