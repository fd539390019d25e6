package io.slots.kubernetes.access;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import io.slots.app.AppName;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The names by which everything of ours is found, and can be cleared away. */
public final class Labels {
  /** Who writes, for the API server's account of who owns which field. */
  public static final String FIELD_MANAGER = "slots";

  /** Says that an object is ours. */
  public static final String MANAGED_BY = "app.kubernetes.io/managed-by";

  /** The app that an object belongs to, in lower case. */
  public static final String APP = "slots.io/app";

  /** What an object is. */
  public static final String PART = "slots.io/part";

  private static final Pattern CLEAN = Pattern.compile("[a-z0-9]([a-z0-9-]*[a-z0-9])?");
  private static final int HASH = 10;

  private Labels() {}

  /** The labels of every object of an app that is of that kind. */
  public static Map<String, String> of(AppName app, String part) {
    return ImmutableMap.of(MANAGED_BY, FIELD_MANAGER, APP, app.folded(), PART, part);
  }

  /** The labels of every object of that kind, of whatever app. */
  public static Map<String, String> of(String part) {
    return ImmutableMap.of(MANAGED_BY, FIELD_MANAGER, PART, part);
  }

  /**
   * Returns {@code text} as a part of a name or as a label's value of at most {@code length}
   * characters; where it cannot stay as it is, a hash of it tells it from others.
   */
  public static String clean(String text, int length) {
    if (text.length() <= length && CLEAN.matcher(text).matches()) {
      return text;
    }
    String lower = text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String head = lower.substring(0, Math.min(lower.length(), length - HASH - 1));
    String trimmed = head.replaceAll("^-+|-+$", "");
    return (trimmed.isEmpty() ? "x" : trimmed) + "-" + hash(text);
  }

  /** Returns a short hash of {@code text}. */
  public static String hash(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, HASH);
  }
}
