package io.slots.examples.crash.remote;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.effect.Decommission;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.examples.crash.remote.Ledger.Part;
import io.slots.spi.Call;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What an orchestrator asks of the data plane, as it is sent. */
sealed interface Question {
  /** To bring a table into force. */
  record Publish(TableForm table, CallForm call) implements Question {}

  /** For the table in force. */
  record InForce(String app) implements Question {}

  /** How much is in flight. */
  record InFlight(String app, List<String> instances) implements Question {
    Set<InstanceId> ids() {
      return instances.stream().map(InstanceId::of).collect(Collectors.toSet());
    }
  }

  /** To restart an instance. */
  record RestartInstance(
      String app,
      String slot,
      ContentForm content,
      InstanceForm instance,
      List<SettingForm> settings,
      CallForm call)
      implements Question {
    static RestartInstance of(Restart restart, Call call) {
      return new RestartInstance(
          restart.app().spelling(),
          restart.slot().spelling(),
          ContentForm.of(restart.content()),
          InstanceForm.of(restart.instance()),
          SettingForm.of(restart.settings()),
          CallForm.of(call));
    }

    Restart effect() {
      return new Restart(
          AppName.of(app),
          SlotName.of(slot),
          content.content(),
          instance.instance(),
          SettingForm.settings(settings));
    }
  }

  /** To make an instance. */
  record ProvisionInstance(
      String app,
      String slot,
      ContentForm content,
      String instance,
      List<SettingForm> settings,
      CallForm call)
      implements Question {
    static ProvisionInstance of(Provision provision, Call call) {
      return new ProvisionInstance(
          provision.app().spelling(),
          provision.slot().spelling(),
          ContentForm.of(provision.content()),
          provision.instance().value(),
          SettingForm.of(provision.settings()),
          CallForm.of(call));
    }

    Provision effect() {
      return new Provision(
          AppName.of(app),
          SlotName.of(slot),
          content.content(),
          InstanceId.of(instance),
          SettingForm.settings(settings));
    }
  }

  /** To end an instance. */
  record EndInstance(String app, String instance, CallForm call) implements Question {
    Decommission effect() {
      return new Decommission(AppName.of(app), InstanceId.of(instance));
    }
  }

  /** To refuse lower tokens from now on. */
  record Fence(Part part, String app, CallForm call) implements Question {}

  /** What the data plane has seen up to now. */
  record Tell() implements Question {}
}
