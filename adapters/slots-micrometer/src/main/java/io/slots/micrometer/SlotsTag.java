package io.slots.micrometer;

import com.google.common.base.CaseFormat;
import io.micrometer.common.docs.KeyName;
import io.micrometer.core.instrument.Tag;

/**
 * The tags of our meters. Each but {@link #APP} has a few values that the library knows; they are
 * the names of its enum constants and effects in lower case, with hyphens: {@code update-routing}.
 */
public enum SlotsTag implements KeyName {
  /** What kind of operation: {@code swap}, {@code deployment}, … */
  KIND("kind"),
  /** Which step: {@code apply-settings}, {@code warm-up}, … */
  STEP("step"),
  /** Whether the step is done or undone: {@code forward} or {@code back}. */
  DIRECTION("direction"),
  /** How the operation ended: {@code completed}, {@code reverted-source-degraded}, … */
  ENDING("ending"),
  /** What was done: {@code restart}, {@code probe}, {@code publish-routes}, … */
  EFFECT("effect"),
  /** Whether the answer was good: {@code true} or {@code false}. */
  OK("ok"),
  /** The app's name, if {@linkplain SlotsMetrics.Builder#tagApps() asked for}. */
  APP("app");

  private final String key;

  SlotsTag(String key) {
    this.key = key;
  }

  @Override
  public String asString() {
    return key;
  }

  Tag of(String value) {
    return Tag.of(key, value);
  }

  Tag of(Enum<?> value) {
    return of(text(value));
  }

  /** Returns {@code UPDATE_ROUTING} as {@code update-routing}. */
  static String text(Enum<?> value) {
    return CaseFormat.UPPER_UNDERSCORE.to(CaseFormat.LOWER_HYPHEN, value.name());
  }
}
