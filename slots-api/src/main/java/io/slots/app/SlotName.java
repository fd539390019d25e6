package io.slots.app;

import io.slots.RefusedException;
import java.util.Locale;
import org.immutables.value.Value;

/**
 * The name of a slot: 2–59 characters of {@code a-z A-Z 0-9 -}, not starting or ending with a
 * hyphen (S1.2). Names compare without regard to case; their spelling is kept.
 */
@Value.Immutable
public abstract class SlotName implements Comparable<SlotName> {
  /** The slot that every app has (S1.1). */
  // The generated class is reached through this one only, so this one is always initialized first.
  @SuppressWarnings("ClassInitializationDeadlock")
  public static final SlotName PRODUCTION = ImmutableSlotName.of("production");

  SlotName() {}

  /** The name as it was written. */
  @Value.Parameter
  @Value.Auxiliary
  public abstract String spelling();

  /** The name in lower case, by which names compare. */
  @Value.Derived
  public String folded() {
    return spelling().toLowerCase(Locale.ROOT);
  }

  /**
   * Returns the name spelled {@code spelling}; {@code production} in any letter case is {@link
   * #PRODUCTION} (S1.1).
   *
   * @throws RefusedException if it is not a slot name (S1.2)
   */
  public static SlotName of(String spelling) {
    NameRule.check("a slot", spelling, 59);
    SlotName name = ImmutableSlotName.of(spelling);
    return name.isProduction() ? PRODUCTION : name;
  }

  /** Says whether this is the production slot. */
  public final boolean isProduction() {
    return equals(PRODUCTION);
  }

  @Override
  public final int compareTo(SlotName other) {
    return folded().compareTo(other.folded());
  }

  /** Returns the {@link #spelling()}. */
  @Override
  public final String toString() {
    return spelling();
  }
}
