package io.slots.form;

import io.slots.operation.Deployment;

/** The facts of a deployment. */
final class DeploymentForm implements Form<Deployment> {
  static final DeploymentForm FORM = new DeploymentForm();

  private DeploymentForm() {}

  @Override
  public void write(Deployment value, Out out) {
    out.object("batch", value.batch(), BatchForm.FORM);
    out.object("former", value.former(), DeployedForm.FORM);
    out.flag("restart", value.restart());
  }

  @Override
  public Deployment read(In in) {
    return Deployment.builder()
        .batch(in.object("batch", BatchForm.FORM))
        .former(in.optional("former", DeployedForm.FORM))
        .restart(in.flag("restart", false))
        .build();
  }
}
