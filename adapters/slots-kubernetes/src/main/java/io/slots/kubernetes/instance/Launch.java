package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.SlotName;
import io.slots.kubernetes.access.Labels;
import java.util.HashMap;
import java.util.Map;

/**
 * One start of an instance. Its text holds no value of a setting.
 *
 * @param app the app
 * @param slot as which slot's instance it runs
 * @param content what it runs
 * @param instance its identity
 * @param environment its environment; secret
 * @param token the fencing token of who asks
 * @param revision a word that no other start has
 */
record Launch(
    AppName app,
    SlotName slot,
    Content content,
    InstanceId instance,
    Map<String, String> environment,
    long token,
    String revision) {
  static final String PART = "instance";
  static final String INSTANCE = "slots.io/instance";
  static final String REVISION = "slots.io/revision";
  static final String TOKEN = "slots.io/fencing-token";
  private static final String SLOT = "slots.io/slot";
  private static final String CONTENT = "slots.io/content";
  private static final int LABEL = 63;

  /** So long that a pod's name, which is longer, can be a host's. */
  private static final int NAME = 40;

  static String workloadName(InstanceId instance) {
    return "slots-" + Labels.clean(instance.value(), NAME);
  }

  static String label(InstanceId instance) {
    return Labels.clean(instance.value(), LABEL);
  }

  /** The labels of an instance's workload and of its pod that never change. */
  static Map<String, String> selector(AppName app, InstanceId instance) {
    Map<String, String> labels = new HashMap<>(Labels.of(app, PART));
    labels.put(INSTANCE, label(instance));
    return Map.copyOf(labels);
  }

  /** Whether an object is of this start, and of no other. */
  boolean isOf(HasMetadata object) {
    return revision.equals(object.getMetadata().getLabels().get(REVISION));
  }

  String secretName() {
    return workloadName(instance) + "-" + revision;
  }

  Map<String, String> labels() {
    Map<String, String> labels = new HashMap<>(selector(app, instance));
    labels.put(SLOT, slot.folded());
    labels.put(CONTENT, Labels.clean(content.id().value(), LABEL));
    labels.put(REVISION, revision);
    return labels;
  }

  Map<String, String> annotations() {
    return Map.of(
        "slots.io/instance-id",
        instance.value(),
        "slots.io/content-id",
        content.id().value(),
        "slots.io/content-version",
        content.version(),
        TOKEN,
        String.valueOf(token));
  }

  @Override
  public String toString() {
    return "start of " + instance + " as " + slot;
  }
}
