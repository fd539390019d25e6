package io.slots.form;

import com.google.common.collect.ImmutableMap;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.HostName;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.settings.StickyNames;
import java.util.Map;
import java.util.function.Function;

/** An app with its slots. */
final class AppForm implements Form<App> {
  static final AppForm FORM = new AppForm();

  private AppForm() {}

  @Override
  public void write(App value, Out out) {
    out.text("name", value.name().spelling());
    out.object("plan", value.plan(), PlanForm.FORM);
    out.text("domain", value.domain().value());
    out.list("stickyNames", value.stickyNames().keys(), SettingKeyForm.FORM);
    out.list("slots", value.slots().values(), SlotForm.FORM);
    out.list("traffic", value.traffic(), TrafficShareForm.FORM);
  }

  @Override
  public App read(In in) {
    Map<SlotName, Slot> slots =
        in.list("slots", SlotForm.FORM).stream()
            .collect(ImmutableMap.toImmutableMap(Slot::name, Function.identity()));
    return App.builder()
        .name(in.text("name", AppName::of))
        .plan(in.object("plan", PlanForm.FORM))
        .domain(in.text("domain", HostName::of))
        .stickyNames(StickyNames.none().with(in.list("stickyNames", SettingKeyForm.FORM)))
        .slots(slots)
        .traffic(in.list("traffic", TrafficShareForm.FORM))
        .build();
  }
}
