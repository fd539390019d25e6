package io.slots.examples.operator;

import io.fabric8.kubernetes.api.model.Condition;
import io.fabric8.kubernetes.api.model.ConditionBuilder;
import io.fabric8.kubernetes.api.model.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Says in the cluster how it goes: by the resource's status, and by events. */
final class Reports {
  static final String READY = "Ready";
  static final String PROGRESSING = "Progressing";

  private final KubernetesClient client;
  private final Clock clock;

  Reports(KubernetesClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  /** Changes the status of a resource. */
  void status(SlottedApp app, Consumer<SlottedAppStatus> change) {
    var unused =
        client
            .resources(SlottedApp.class)
            .inNamespace(app.getMetadata().getNamespace())
            .withName(app.getMetadata().getName())
            .editStatus(
                present -> {
                  SlottedAppStatus status =
                      present.getStatus() == null ? new SlottedAppStatus() : present.getStatus();
                  change.accept(status);
                  present.setStatus(status);
                  return present;
                });
  }

  /** Sets a condition; the time stands for when it last became another. */
  void condition(
      SlottedAppStatus status, String type, boolean holds, String reason, String message) {
    String value = holds ? "True" : "False";
    List<Condition> all = new ArrayList<>(status.conditions);
    String since =
        all.stream()
            .filter(it -> type.equals(it.getType()) && value.equals(it.getStatus()))
            .map(Condition::getLastTransitionTime)
            .findFirst()
            .orElseGet(() -> clock.instant().toString());
    all.removeIf(it -> type.equals(it.getType()));
    all.add(
        new ConditionBuilder()
            .withType(type)
            .withStatus(value)
            .withReason(reason)
            .withMessage(message)
            .withLastTransitionTime(since)
            .build());
    status.conditions = all;
  }

  /** Tells those who ask {@code kubectl describe}. */
  void event(SlottedApp app, boolean isGood, String reason, String message) {
    String namespace = app.getMetadata().getNamespace();
    String now = clock.instant().toString();
    var unused =
        client
            .resource(
                new EventBuilder()
                    .withNewMetadata()
                    .withName(
                        app.getMetadata().getName()
                            + "."
                            + clock.millis()
                            + "."
                            + reason.toLowerCase(java.util.Locale.ROOT))
                    .withNamespace(namespace)
                    .endMetadata()
                    .withNewInvolvedObject()
                    .withApiVersion(app.getApiVersion())
                    .withKind(app.getKind())
                    .withName(app.getMetadata().getName())
                    .withNamespace(namespace)
                    .withUid(app.getMetadata().getUid())
                    .endInvolvedObject()
                    .withType(isGood ? "Normal" : "Warning")
                    .withReason(reason)
                    .withMessage(message)
                    .withFirstTimestamp(now)
                    .withLastTimestamp(now)
                    .withCount(1)
                    .withNewSource()
                    .withComponent("slots-operator")
                    .endSource()
                    .build())
            .inNamespace(namespace)
            .create();
  }
}
