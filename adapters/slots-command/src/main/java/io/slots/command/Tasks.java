package io.slots.command;

import com.google.common.collect.ImmutableMap;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.local.process.SettingVariables;
import io.slots.settings.Settings;
import io.slots.spi.Call;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Makes tasks of calls, or refuses them before anything is touched. */
record Tasks(
    Template restart,
    Template start,
    Optional<Template> stop,
    Optional<InstanceAddress> addresses,
    SettingVariables variables,
    Handover handover) {

  Task of(Restart restart, Call call) {
    return starting(
        Task.Kind.RESTART,
        this.restart,
        restart.app(),
        restart.slot(),
        restart.content(),
        restart.instance().id(),
        Optional.of(restart.instance().address()),
        restart.settings(),
        call);
  }

  Task of(Provision provision, Call call) {
    AppName app = provision.app();
    SlotName slot = provision.slot();
    InstanceId id = provision.instance();
    // An address that no instance can have is refused here.
    Optional<URI> address =
        addresses.map(known -> Instance.of(id, known.of(app, slot, id)).address());
    return starting(
        Task.Kind.START,
        start,
        app,
        slot,
        provision.content(),
        id,
        address,
        provision.settings(),
        call);
  }

  Task of(Decommission decommission, Call call) {
    AppName app = decommission.app();
    InstanceId id = decommission.instance();
    Template template =
        stop.orElseThrow(
            () ->
                Template.refused(
                    "an end of instance " + id + ", for there is no command", "stop(…)"));
    return new Task(
        Task.Kind.STOP,
        app,
        id,
        template.fill(Map.of("app", app.spelling(), "instance", id.value())),
        new Variables(variables, app, id, call).build(),
        ImmutableMap.of(),
        Optional.empty(),
        call.fencingToken());
  }

  private Task starting(
      Task.Kind kind,
      Template template,
      AppName app,
      SlotName slot,
      Content content,
      InstanceId id,
      Optional<URI> address,
      Settings settings,
      Call call) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("app", app.spelling());
    values.put("slot", slot.spelling());
    values.put("instance", id.value());
    values.put("content", content.id().value());
    values.put("version", content.version());
    values.put("location", content.location());
    address.ifPresent(
        uri -> {
          values.put("address", uri.toString());
          values.put("host", uri.getHost());
          values.put("port", Integer.toString(uri.getPort()));
        });
    Task task =
        new Task(
            kind,
            app,
            id,
            template.fill(values),
            new Variables(variables, app, id, call).start(slot, content, address).build(),
            variables.of(settings),
            address,
            call.fencingToken());

    handover.require(task);
    return task;
  }
}
