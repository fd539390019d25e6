package io.slots.proxy.admission;

/** Why a request is given to no instance. Nothing is counted. */
public enum NotAdmitted implements Admission {
  /** No app has a route for the host. */
  UNKNOWN_HOST,
  /** The slot has no content (S1.4). */
  NOTHING_DEPLOYED,
  /** The slot has content, but no instance that may get requests. */
  NO_HEALTHY_INSTANCE,
  /** The proxy is closing. */
  CLOSING
}
