package io.slots.app;

/**
 * What plans limit, in one replaceable place (S2.2). The default, {@link #standard()}, has the
 * published numbers; an embedder can pass its own, or {@link #none()}.
 *
 * <p>Implementations are pure: the same question gives the same answer. They are called by several
 * threads.
 */
public interface LimitationPolicy {
  /** How many slots an app on {@code plan} may have, production included; at least 1 (S2.1). */
  int slotLimit(Plan plan);

  /** Whether a slot of an app on {@code plan} may be moved to another plan alone (S2.5). */
  boolean allowsMovingOneSlot(Plan plan);

  /** Whether slots of an app on {@code plan} may swap automatically after a deployment (S6.1). */
  boolean allowsAutoSwap(Plan plan);

  /** Returns the published limits. */
  static LimitationPolicy standard() {
    return PublishedLimits.POLICY;
  }

  /** Returns a policy that limits nothing. */
  static LimitationPolicy none() {
    return NoLimits.POLICY;
  }
}
