package io.slots.kubernetes.instance;

import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.slots.app.Content;

/**
 * Says what a pod of some content is: its containers with images, ports, probes and resources. The
 * settings, and labels by which it is found, are added. Give the container a readiness probe: a pod
 * is taken for started when it is ready.
 */
@FunctionalInterface
public interface PodTemplates {
  /** Returns the template of a pod that runs {@code content}; a new one for each call. */
  PodTemplateSpec of(Content content);
}
