package io.slots.operation;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import io.slots.RefusedException;
import io.slots.Rule;
import io.slots.app.Content;
import io.slots.app.RequestPath;
import io.slots.settings.Settings;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What each instance is asked in warm-up, and which answers are good (S4.4). Read from the
 * effective settings that the instance runs with.
 */
@Value.Immutable
public interface WarmUpPlan {
  /** The app setting that names the ping path. */
  String PING_PATH = "WEBSITE_SWAP_WARMUP_PING_PATH";

  /** The app setting that lists the accepted statuses. */
  String PING_STATUSES = "WEBSITE_SWAP_WARMUP_PING_STATUSES";

  /**
   * The paths, each once: the ping path first, then the content's own in their order. Secret: the
   * first is the value of a setting (S3.7).
   */
  @Value.Redacted
  List<String> paths();

  /** The accepted statuses; empty means any. */
  Set<Integer> statuses();

  /** Whether only 200 to 299 is good, whatever {@link #statuses()} says. */
  boolean successOnly();

  /** Says whether an answer of {@code status} is good. */
  default boolean accepts(int status) {
    if (successOnly()) {
      return status >= 200 && status <= 299;
    }
    return statuses().isEmpty() || statuses().contains(status);
  }

  /** Says which statuses are accepted, for people. */
  default String accepted() {
    return successOnly()
        ? "200 to 299"
        : statuses().isEmpty() ? "any status" : statuses().toString();
  }

  /**
   * Reads the plan.
   *
   * @throws RefusedException if a setting's form is wrong; its value is not shown (S3.7)
   */
  static WarmUpPlan of(Settings effective, Content content, WarmUpStatuses strictness) {
    String path = effective.appSetting(PING_PATH).orElse("/");
    if (!RequestPath.isPath(path)) {
      throw new RefusedException(
          Rule.of(4, 4), "app setting " + PING_PATH + " is not a path", RequestPath.ACCEPTED);
    }
    return new Builder()
        .addAllPaths(ImmutableSet.<String>builder().add(path).addAll(content.warmUpPaths()).build())
        .statuses(statuses(effective.appSetting(PING_STATUSES).orElse("")))
        .successOnly(strictness == WarmUpStatuses.SUCCESS_ONLY)
        .build();
  }

  private static Set<Integer> statuses(String list) {
    ImmutableSet.Builder<Integer> statuses = ImmutableSet.builder();
    for (String item : Splitter.on(',').trimResults().omitEmptyStrings().split(list)) {
      if (!item.matches("[1-5][0-9]{2}")) {
        throw new RefusedException(
            Rule.of(4, 4),
            "app setting " + PING_STATUSES + " has an item that is no status",
            "statuses from 100 to 599, separated by commas, such as 200,202");
      }
      statuses.add(Integer.parseInt(item));
    }
    return statuses.build();
  }

  /** Returns a new builder, for who has stored one and reads it again. */
  static Builder builder() {
    return new Builder();
  }

  /** Builds a {@link WarmUpPlan}. */
  final class Builder extends ImmutableWarmUpPlan.Builder {
    Builder() {}
  }
}
