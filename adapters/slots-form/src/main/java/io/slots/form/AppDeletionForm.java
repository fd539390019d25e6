package io.slots.form;

import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.operation.AppDeletion;

/** The facts of the deletion of an app. */
final class AppDeletionForm implements Form<AppDeletion> {
  static final AppDeletionForm FORM = new AppDeletionForm();

  private AppDeletionForm() {}

  @Override
  public void write(AppDeletion value, Out out) {
    out.text("app", value.app().spelling());
    out.texts("slots", value.slots());
    out.list("former", value.former(), DeployedForm.FORM);
  }

  @Override
  public AppDeletion read(In in) {
    return AppDeletion.builder()
        .app(in.text("app", AppName::of))
        .slots(in.texts("slots", SlotName::of))
        .former(in.list("former", DeployedForm.FORM))
        .build();
  }
}
