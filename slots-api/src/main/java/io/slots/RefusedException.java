package io.slots;

import java.io.Serial;

/**
 * The request was refused before anything was touched. {@link #refusal()} tells rule, value and
 * what would be accepted; subclasses carry what a caller may want to act on.
 */
public class RefusedException extends SlotsException {
  @Serial private static final long serialVersionUID = 1;

  private final transient Refusal refusal;

  /** With the refusal whose sentence becomes the message. */
  public RefusedException(Refusal refusal) {
    super(refusal.sentence());
    this.refusal = refusal;
  }

  /** Refuses by rule S{@code chapter}.{@code number}. */
  public RefusedException(Rule rule, String problem, String accepted) {
    this(Refusal.of(rule, problem, accepted));
  }

  /** Why, as data. */
  public Refusal refusal() {
    return refusal;
  }
}
