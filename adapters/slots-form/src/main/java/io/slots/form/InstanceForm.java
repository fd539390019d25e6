package io.slots.form;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import java.net.URI;

/** An instance. */
final class InstanceForm implements Form<Instance> {
  static final InstanceForm FORM = new InstanceForm();

  private InstanceForm() {}

  @Override
  public void write(Instance value, Out out) {
    out.text("id", value.id().value());
    out.text("address", value.address().toString());
    out.flag("ready", value.ready());
  }

  @Override
  public Instance read(In in) {
    return Instance.of(in.text("id", InstanceId::of), in.text("address", URI::create))
        .withReady(in.flag("ready"));
  }
}
