package io.slots.jdbc;

import static io.slots.testkit.conformance.Records.first;

import io.slots.app.AppName;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import io.slots.testkit.conformance.Records;
import java.nio.file.Path;
import java.util.List;

/**
 * A program that writes for ever, and says on its standard output what was acknowledged: the number
 * of an app and its version. It is there to be killed.
 */
final class Writer {
  static final int APPS = 4;

  private Writer() {}

  static AppName app(int number) {
    return AppName.of("app-" + number);
  }

  /** What an app's record of that version is. */
  static AppRecord next(AppRecord before) {
    return Records.withSetting(before, "VERSION", "of " + (before.version() + 1));
  }

  /** Writes to the store in the file that is named. */
  public static void main(String[] arguments) throws InterruptedException {
    JdbcSlotStore store = JdbcSlotStore.sqlite(Path.of(arguments[0]));
    for (int number = 0; number < APPS; number++) {
      int app = number;
      store
          .find(app(app))
          .thenAccept(
              found ->
                  found.ifPresentOrElse(it -> writeOn(store, app, it), () -> begin(store, app)));
    }
    System.out.println("open");
    new java.util.concurrent.CountDownLatch(1).await();
  }

  private static void begin(JdbcSlotStore store, int app) {
    AppRecord first = first(app(app));
    store.create(first).thenAccept(answer -> acknowledged(store, app, first, answer));
  }

  private static void writeOn(JdbcSlotStore store, int app, AppRecord before) {
    AppRecord next = next(before);
    store
        .replace(next, List.of(Records.ended(app(app), "op-" + next.version())))
        .thenAccept(answer -> acknowledged(store, app, next, answer));
  }

  private static void acknowledged(
      JdbcSlotStore store, int app, AppRecord written, StoreAnswer answer) {
    if (!(answer instanceof StoreAnswer.Written)) {
      throw new IllegalStateException("nobody else writes: " + answer);
    }
    System.out.println(app + " " + written.version());
    writeOn(store, app, written);
  }
}
