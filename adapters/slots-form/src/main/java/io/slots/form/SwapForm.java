package io.slots.form;

import io.slots.app.SlotName;
import io.slots.operation.Swap;

/** The facts of a swap. */
final class SwapForm implements Form<Swap> {
  static final SwapForm FORM = new SwapForm();

  private SwapForm() {}

  @Override
  public void write(Swap value, Out out) {
    out.text("source", value.source().spelling());
    out.text("target", value.target().spelling());
    out.object("incoming", value.incoming(), DeployedForm.FORM);
    out.object("outgoing", value.outgoing(), DeployedForm.FORM);
    out.object("settings", value.settings(), ExchangeForm.FORM);
    out.object("warmUp", value.warmUp(), WarmUpForm.FORM);
    out.flag("localCache", value.localCache());
    out.flag("resetsKeys", value.resetsKeys());
    out.flag("pauses", value.pauses());
    out.flag("automatic", value.automatic());
    out.duration("keepWarm", value.keepWarm());
    out.flag("preserveVnet", value.preserveVnet());
    out.flag("switchesBack", value.switchesBack());
  }

  @Override
  public Swap read(In in) {
    return Swap.builder()
        .source(in.text("source", SlotName::of))
        .target(in.text("target", SlotName::of))
        .incoming(in.object("incoming", DeployedForm.FORM))
        .outgoing(in.optional("outgoing", DeployedForm.FORM))
        .settings(in.object("settings", ExchangeForm.FORM))
        .warmUp(in.object("warmUp", WarmUpForm.FORM))
        .localCache(in.flag("localCache"))
        .resetsKeys(in.flag("resetsKeys"))
        .pauses(in.flag("pauses"))
        .automatic(in.flag("automatic"))
        .keepWarm(in.optionalDuration("keepWarm"))
        .preserveVnet(in.flag("preserveVnet"))
        .switchesBack(in.flag("switchesBack"))
        .build();
  }
}
