/**
 * Instances, routes, store and leases in a Kubernetes cluster.
 *
 * <p>Start at {@link io.slots.kubernetes.cluster.Cluster}.
 */
module io.slots.kubernetes {
  requires com.fasterxml.jackson.annotation;
  requires com.google.common;
  requires transitive io.slots;
  requires io.slots.form;
  requires transitive kubernetes.client.api;
  requires transitive kubernetes.model.core;
  requires kubernetes.model.common;
  requires kubernetes.model.apps;
  requires kubernetes.model.coordination;
  requires kubernetes.model.discovery;
  requires kubernetes.model.gatewayapi;
  requires kubernetes.model.networking;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports io.slots.kubernetes.cluster;
  exports io.slots.kubernetes.instance;
  exports io.slots.kubernetes.route;
  exports io.slots.kubernetes.store;
}
