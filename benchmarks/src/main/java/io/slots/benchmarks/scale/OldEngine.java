package io.slots.benchmarks.scale;

import static io.slots.testkit.fixture.AppFixture.stagingAndProduction;

import io.slots.app.AppName;
import io.slots.app.Content;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.Outcome;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.VirtualTime;
import io.slots.testkit.fixture.AppFixture;
import java.util.SplittableRandom;

/**
 * One engine that lives through it all, on virtual time: swaps, deployments, scalings, previews
 * that are cancelled, changes of settings, on ten apps.
 */
final class OldEngine implements AutoCloseable {
  private static final int APPS = 10;
  private static final SlotName STAGING = AppFixture.STAGING;

  private final VirtualTime time = VirtualTime.create();
  private final Slots slots;
  private final SplittableRandom dice = new SplittableRandom(42);
  private long count;

  OldEngine() {
    TirelessPlatform platform = new TirelessPlatform(time);
    slots =
        Slots.builder()
            .scheduler(time)
            .restarter(platform)
            .provisioner(platform)
            .probe(platform)
            .router(platform)
            .build();
    for (int app = 0; app < APPS; app++) {
      stagingAndProduction().named(name(app).spelling()).createIn(slots);
    }
  }

  private static AppName name(int app) {
    return AppName.of("app-" + app);
  }

  /** Carries out one more operation. */
  long operation() {
    AppName app = name(dice.nextInt(APPS));
    count++;
    int drawn = dice.nextInt(100);
    if (drawn < 60) {
      end(slots.swaps().swap(SwapRequest.of(app, STAGING)));
    } else if (drawn < 80) {
      end(slots.slots().deploy(app, STAGING, Content.of("v" + count)));
    } else if (drawn < 90) {
      end(slots.apps().scale(app, 1 + dice.nextInt(4)));
    } else {
      cancelledPreview(app);
    }
    if (drawn % 10 == 0) {
      slots.slots().configure(app, STAGING, SettingsChange.set(Setting.of("COUNT", "is " + count)));
    }
    return 1;
  }

  private static void end(Running operation) {
    Outcome outcome = operation.await();
    if (!(outcome instanceof Outcome.Completed)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  private void cancelledPreview(AppName app) {
    Running preview = slots.swaps().prepare(SwapRequest.of(app, STAGING));
    if (!preview.awaitPause()) {
      throw new IllegalStateException("it does not pause: " + preview.await());
    }
    var unused = slots.swaps().cancel(app, STAGING);
    Outcome outcome = preview.await();
    if (!(outcome instanceof Outcome.Reverted)) {
      throw new IllegalStateException(outcome.toString());
    }
  }

  @Override
  public void close() {
    slots.close();
  }
}
