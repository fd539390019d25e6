package io.slots.core.rules;

import com.google.common.collect.ImmutableList;
import io.slots.OperationId;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import java.util.List;
import java.util.Locale;

/**
 * Identities of the instances that an operation has made: {@code shop-v2-<operation>-1}. No two
 * operations share one, so none is ever used again.
 */
final class InstanceIds {
  private static final int LONGEST_PART = 25;

  private final AppName app;
  private final OperationId operation;
  private int last;

  InstanceIds(AppName app, OperationId operation) {
    this.app = app;
    this.operation = operation;
  }

  List<InstanceId> next(Content content, int number) {
    ImmutableList.Builder<InstanceId> ids = ImmutableList.builder();
    for (int i = 0; i < number; i++) {
      last++;
      ids.add(
          InstanceId.of(
              String.join(
                  "-",
                  part(app.folded()),
                  part(content.version()),
                  operation.value(),
                  Integer.toString(last))));
    }
    return ids.build();
  }

  /** A part of an instance id: only characters that one may have. */
  private static String part(String text) {
    String allowed = text.toLowerCase(Locale.ROOT).replaceAll("^\\.|[^a-z0-9.-]", "-");
    return allowed.substring(0, Math.min(allowed.length(), LONGEST_PART));
  }
}
