package io.slots.benchmarks.store;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.spi.SlotStore;
import io.slots.spi.StoreAnswer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;

/** Apps of two slots, some instances and twenty settings each, one of which is sticky. */
public final class Apps {
  private static final SlotName STAGING = SlotName.of("staging");
  private static final int SETTINGS = 20;
  private static final int TOGETHER = 1_000;

  private Apps() {}

  /** Returns the name of the app of that number. */
  public static AppName name(int number) {
    return AppName.of("app-" + number);
  }

  /** Returns a swap of staging into production, of the app of that number. */
  public static SwapRequest swap(int number) {
    return SwapRequest.of(name(number), STAGING);
  }

  /** An app as others know it after two deployments. */
  static App app(int number, int instances) {
    App empty = App.of(name(number), Plan.premium(instances)).withSlot(Slot.named(STAGING));
    App deployed =
        empty
            .withSlot(SlotName.PRODUCTION, it -> deployed(it, number, instances, "v1"))
            .withSlot(STAGING, it -> deployed(it, number, instances, "v2"));
    return deployed
        .withSettings(SlotName.PRODUCTION, SettingsChange.setSticky(Setting.of("DATABASE", "live")))
        .withSettings(STAGING, SettingsChange.setSticky(Setting.of("DATABASE", "test")));
  }

  private static Slot deployed(Slot slot, int app, int number, String version) {
    Settings settings =
        Settings.of(
            IntStream.range(1, SETTINGS)
                .mapToObj(i -> Setting.of("SETTING_" + i, "value " + i + " of app " + app))
                .toArray(Setting[]::new));
    List<Instance> instances =
        IntStream.rangeClosed(1, number)
            .mapToObj(i -> Instance.of(app + "-" + version + "-" + i, "http://127.0.0.1:8080"))
            .toList();
    return slot.toBuilder()
        .settings(settings)
        .deployed(Deployed.of(Content.of(version), instances))
        .build();
  }

  /** Writes so many apps, many at a time. */
  public static void createAll(SlotStore store, int apps) {
    createAll(store, apps, 2);
  }

  /** Writes so many apps of that many instances in each slot. */
  public static void createAll(SlotStore store, int apps, int instances) {
    Semaphore places = new Semaphore(TOGETHER);
    for (int number = 0; number < apps; number++) {
      places.acquireUninterruptibly();
      requireWritten(store.create(AppRecord.first(app(number, instances), 0)))
          .whenComplete((done, error) -> places.release());
    }
    places.acquireUninterruptibly(TOGETHER);
  }

  static CompletionStage<StoreAnswer> requireWritten(CompletionStage<StoreAnswer> answer) {
    return answer.thenApply(
        it -> {
          if (!(it instanceof StoreAnswer.Written)) {
            throw new IllegalStateException("nobody else writes: " + it);
          }
          return it;
        });
  }

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  static CompletableFuture<Void> all(List<? extends CompletionStage<?>> stages) {
    return CompletableFuture.allOf(
        stages.stream()
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture[]::new));
  }
}
