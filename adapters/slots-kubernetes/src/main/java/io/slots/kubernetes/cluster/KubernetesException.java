package io.slots.kubernetes.cluster;

import io.slots.SlotsException;
import java.io.Serial;

/**
 * The cluster could not do what was asked, or it is not known whether it did. The message says what
 * was asked and what came of it; it repeats no word of the API server's, which may quote what it
 * was sent (S3.7).
 */
public final class KubernetesException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  /** With the message that a person reads. */
  public KubernetesException(String message) {
    super(message);
  }
}
