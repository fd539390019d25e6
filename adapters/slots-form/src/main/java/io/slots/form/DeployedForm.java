package io.slots.form;

import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import java.util.List;

/** Content and the instances that run it. */
final class DeployedForm implements Form<Deployed> {
  static final DeployedForm FORM = new DeployedForm();

  private DeployedForm() {}

  @Override
  public void write(Deployed value, Out out) {
    out.object("content", value.content(), ContentForm.FORM);
    out.list("instances", value.instances(), InstanceForm.FORM);
    out.object("startedWith", value.settings(), SettingsForm.FORM);
    out.flag("madeByLibrary", value.madeByLibrary());
    out.flag("undrained", value.undrained());
  }

  @Override
  public Deployed read(In in) {
    Content content = in.object("content", ContentForm.FORM);
    List<Instance> instances = in.list("instances", InstanceForm.FORM);
    return in.optional("startedWith", SettingsForm.FORM)
        .map(it -> Deployed.of(content, instances, it))
        .orElseGet(() -> Deployed.of(content, instances))
        .withMadeByLibrary(in.flag("madeByLibrary"))
        .withUndrained(in.flag("undrained", false));
  }
}
