package io.slots.testkit.sweep;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.app.App;
import io.slots.app.Instance;
import io.slots.effect.Decommission;
import io.slots.effect.Restart;
import io.slots.effect.Route;
import io.slots.settings.Settings;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * S9.1, looked at after everything that happens: the production host leads to instances that run
 * one content, with the settings that production has with it, and that have passed the gate as they
 * are now. And nobody ends or restarts an instance that production's host leads to.
 *
 * <p>It looks some hundred thousand times in a sweep, so it asserts by hand.
 */
final class Watch {
  private static final Set<String> PATHS = Set.of(Stage.WARM, Stage.CUSTOM);

  private final SlotsTestKit kit;
  private final Set<Integer> workers;
  private final Settings ofProduction;
  private final Settings ofPromoted;
  private long seen = -1;
  private int looked;
  private boolean over;
  private long highestToken;

  /**
   * Watches from now on.
   *
   * @param before the app as it is now
   * @param workers how many instances may serve production; 0 if it may serve nothing
   */
  Watch(SlotsTestKit kit, App before, Set<Integer> workers) {
    this.kit = kit;
    this.workers = workers;
    this.ofProduction = before.production().settings();
    this.ofPromoted =
        before
            .slot(STAGING)
            .settings()
            .with(ofProduction.only(it -> before.stickyNames().contains(it.key())));
    kit.invariant(this::look);
    kit.watch(this::leaveProductionAlone);
  }

  /** S9.4: whoever has lost an operation, by whatever, makes no call for it any more. */
  void alsoThatNobodyIsFenced() {
    kit.watch(
        call -> {
          long token = call.call().fencingToken();
          boolean asksOnly = token == 0;
          check(
              asksOnly || token >= highestToken,
              () -> call + " with token " + token + " after " + highestToken);
          highestToken = Math.max(token, highestToken);
        });
  }

  /** How often it has looked. */
  int looked() {
    return looked;
  }

  /** Watches no more. */
  void end() {
    over = true;
  }

  /** Looks where there is something new to see. */
  private void look() {
    long now = kit.platform().changes() + kit.router().changes();
    if (!over && now != seen) {
      seen = now;
      looked++;
      lookAtProduction();
    }
  }

  private void lookAtProduction() {
    List<Instance> serving = serving();
    check(workers.contains(serving.size()), () -> "production is served by " + serving);
    if (serving.isEmpty()) {
      return;
    }
    Route route = kit.router().route(SHOP, PRODUCTION).orElseThrow();
    for (Instance instance : serving) {
      FakePlatform.Running running = kit.platform().running(instance.id()).orElseThrow();
      check(!kit.platform().isDown(instance.id()), () -> instance + " is down");
      check(running.instance().address().equals(instance.address()), () -> instance + " has moved");
      check(
          running.content().id().equals(route.content().orElseThrow()),
          () -> running + " runs else");
      check(
          mayHave(running.content().version(), running.settings()),
          () -> instance + " has settings");
      check(kit.platform().hasAnswered(instance.id(), PATHS), () -> instance + " is cold");
    }
    shared(route)
        .forEach(
            it ->
                check(
                    kit.platform().hasAnswered(it.id(), PATHS),
                    () -> it + " has a share and is cold"));
  }

  private List<Instance> serving() {
    return kit.router().route(SHOP, PRODUCTION).map(Route::instances).orElse(List.of());
  }

  private Stream<Instance> shared(Route production) {
    return production.shares().stream()
        .flatMap(share -> kit.router().route(SHOP, share.slot()).stream())
        .flatMap(route -> route.instances().stream());
  }

  /** Free settings go with the content; what is deployed later gets those that are there then. */
  private boolean mayHave(String version, Settings settings) {
    boolean mayBeFirst = !version.equals("v2") && settings.equals(ofProduction);
    boolean mayBePromoted = !version.equals("v1") && settings.equals(ofPromoted);
    return mayBeFirst || mayBePromoted;
  }

  private void leaveProductionAlone(RecordedCall call) {
    if (!over && (call.effect() instanceof Restart || call.effect() instanceof Decommission)) {
      check(
          Stream.concat(
                  serving().stream(),
                  kit.router().route(SHOP, PRODUCTION).stream().flatMap(this::shared))
              .noneMatch(it -> call.effect().instanceId().orElseThrow().equals(it.id())),
          () -> call + " though it serves production");
    }
  }

  private void check(boolean holds, Supplier<String> otherwise) {
    if (!holds) {
      throw new AssertionError(
          kit.time().now() + ": " + otherwise.get() + "; calls: " + kit.calls());
    }
  }
}
