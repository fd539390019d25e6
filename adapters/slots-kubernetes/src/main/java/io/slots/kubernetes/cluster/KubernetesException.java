package io.slots.kubernetes.cluster;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * The cluster could not do what was asked, or it is not known whether it did. The message says what
 * was asked and what came of it, in the API server's own words where it refuses. What it says of a
 * Secret is not repeated, as it may quote a setting's value (S3.7); only the names of fields are.
 */
public final class KubernetesException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  public KubernetesException(String message) {
    super(message);
  }
}
