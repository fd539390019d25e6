package io.slots.app;

import io.slots.RefusedException;
import java.util.Locale;
import org.immutables.value.Value;

/**
 * The name of an app: 2–60 characters of {@code a-z A-Z 0-9 -}, not starting or ending with a
 * hyphen (S1.2). Names compare without regard to case; their spelling is kept.
 */
@Value.Immutable
public abstract class AppName implements Comparable<AppName> {
  AppName() {}

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
   * Returns the name spelled {@code spelling}.
   *
   * @throws RefusedException if it is not an app name (S1.2)
   */
  public static AppName of(String spelling) {
    NameRule.check("an app", spelling, 60);
    return ImmutableAppName.of(spelling);
  }

  @Override
  public final int compareTo(AppName other) {
    return folded().compareTo(other.folded());
  }

  /** Returns the {@link #spelling()}. */
  @Override
  public final String toString() {
    return spelling();
  }
}
