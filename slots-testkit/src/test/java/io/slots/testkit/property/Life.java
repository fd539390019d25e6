package io.slots.testkit.property;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.Cloning;
import io.slots.app.Content;
import io.slots.app.InstanceId;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.core.SlotEditor;
import io.slots.core.SwapEngine;
import io.slots.effect.Probe;
import io.slots.effect.Provision;
import io.slots.effect.Restart;
import io.slots.operation.EndedOperation;
import io.slots.operation.Limits;
import io.slots.operation.Operation;
import io.slots.operation.OperationKind;
import io.slots.operation.RoutesNotInForceException;
import io.slots.operation.SwapRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingKey;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import io.slots.spi.AppRecord;
import io.slots.testkit.FakePlatform;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SlotsTestKit;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An app of three slots, to which things are done one after the other. After everything that
 * happens it is looked at whether a value that stays with its slot runs anywhere else.
 */
final class Life {
  private static final Duration KEPT = Duration.ofMinutes(10);
  private static final int MOST_ROUNDS = 5;

  private final SlotsTestKit kit = SlotsTestKit.create();
  private final Ledger ledger = new Ledger();
  private final Set<Made> besideKept = new HashSet<>();
  private int followed;
  private int numbers;

  private record Made(InstanceId instance, Settings settings) {}

  /** Begins with content and settings of each slot's own. */
  Life() {
    kit.slots().apps().create(App.of(SHOP, Plan.premium(2)));
    ledger.created(PRODUCTION);
    for (SlotName slot : Deed.SLOTS) {
      if (!slot.equals(PRODUCTION)) {
        create(slot);
      }
      for (Deed.Name name : Deed.Name.values()) {
        set(slot, name);
      }
    }
    mark(Deed.Name.DB.key());
    for (SlotName slot : Deed.SLOTS) {
      deploy(slot);
      kit.time().advance(Duration.ofMinutes(1));
    }
    kit.platform().allowOverlappingRestarts();
    kit.invariant(this::look);
    kit.watch(this::noteWhatIsMade);
    follow();
  }

  SlotsTestKit kit() {
    return kit;
  }

  /** Does all that, and looks after each whether every slot holds what it must. */
  void live(List<Deed> deeds) {
    for (Deed deed : deeds) {
      try {
        perform(deed);
      } catch (RefusedException | RoutesNotInForceException e) {
        // Nothing was done, which the ledger tells.
      }
      assertHolds();
      kit.time().advance(deed.pause().duration());
      assertHolds();
    }
  }

  /** Nothing goes wrong any more, and all that is under way or ahead comes to its end. */
  void comeToRest() {
    kit.faults().clear();
    for (int i = 0; i < MOST_ROUNDS; i++) {
      kit.time().advance(Duration.ofHours(2));
      for (Operation paused : kit.slots().operations().paused(SHOP)) {
        kit.slots().operations().cancel(SHOP, paused.id());
      }
    }
    assertThat(kit.slots().operations().current(SHOP)).isEmpty();
    assertThat(kit.slots().operations().paused(SHOP)).isEmpty();
    assertHolds();
  }

  /**
   * Nothing goes wrong any more, and nothing is under way; what pauses or is kept warm stays so.
   */
  void awaitIdle() {
    kit.faults().clear();
    for (int i = 0; kit.slots().operations().current(SHOP).isPresent(); i++) {
      assertThat(i).as("rounds").isLessThan(MOST_ROUNDS);
      kit.time().advance(Duration.ofHours(2));
    }
  }

  // ---- what is done

  private void perform(Deed deed) {
    SlotEditor slots = kit.slots().slots();
    SwapEngine swaps = kit.slots().swaps();
    SlotName one = deed.one();
    SlotName other = deed.other();
    switch (deed.kind()) {
      case SET -> set(one, deed.name());
      case MARK -> mark(deed.name().key());
      case UNMARK -> unmark(deed.name().key());
      case DEPLOY -> deploy(one);
      case SWAP -> swaps.swap(SwapRequest.of(SHOP, one, other));
      case SWAP_KEEPING_WARM -> swaps.swap(keepingWarm(one, other));
      case PREPARE -> swaps.prepare(SwapRequest.of(SHOP, one, other));
      case COMPLETE -> swaps.complete(SHOP, one);
      case CANCEL -> swaps.cancel(SHOP, one);
      case ROLL_BACK -> rollBack();
      case SWAP_AUTOMATICALLY -> swaps.autoSwap(SHOP, one, other);
      case SCALE -> kit.slots().apps().scale(SHOP, deed.workers());
      case ROUTE -> slots.route(SHOP, List.of(TrafficShare.of(one, deed.number())));
      case DELETE -> slots.delete(SHOP, one);
      case CREATE -> create(one);
      case CLONE -> clone(one, Cloning.of(other));
      case CLONE_WITHOUT_SLOT_SETTINGS -> clone(one, Cloning.withoutSlotSettings(other));
      case REPAIR -> slots.repair(SHOP, one);
      case RESTART -> slots.restart(SHOP, one);
      case RESTART_FAILS ->
          kit.faults()
              .on(Restart.class::isInstance)
              .skip(deed.number())
              .times(1)
              .failBefore("planted");
      case PROBE_FAILS ->
          kit.faults().on(Probe.class::isInstance).skip(deed.number()).times(1).hang();
      case INSTANCE_DIES -> dies(deed.number());
      case ENGINE_DIES -> kit.crashAndRestartEngine();
    }
  }

  private void configure(SlotName slot, SettingsChange change) {
    kit.slots().slots().configure(SHOP, slot, change);
  }

  /** No value is ever set twice, so that each tells where it comes from. */
  private void set(SlotName slot, Deed.Name name) {
    numbers++;
    Setting setting = name.with(slot + " " + numbers);
    configure(slot, SettingsChange.set(setting));
    ledger.set(slot, setting);
  }

  private void mark(SettingKey key) {
    configure(PRODUCTION, SettingsChange.builder().addMark(key).build());
    follow();
    ledger.mark(key);
    for (FakePlatform.Running running : kit.platform().running().values()) {
      running.settings().get(key).ifPresent(it -> ledger.alreadyRuns(running.slot(), it));
    }
  }

  private void unmark(SettingKey key) {
    configure(PRODUCTION, SettingsChange.builder().addUnmark(key).build());
    follow();
    ledger.unmark(key);
  }

  private void create(SlotName slot) {
    kit.slots().slots().create(SHOP, slot);
    ledger.created(slot);
  }

  private void clone(SlotName slot, Cloning cloning) {
    kit.slots().slots().create(SHOP, slot, cloning);
    follow();
    ledger.cloned(slot, cloning);
  }

  private void deploy(SlotName slot) {
    numbers++;
    kit.slots().slots().deploy(SHOP, slot, Content.of("v" + numbers));
  }

  private static SwapRequest keepingWarm(SlotName source, SlotName target) {
    return SwapRequest.builder()
        .app(SHOP)
        .source(source)
        .target(target)
        .limits(Limits.builder().keepWarm(KEPT).build())
        .build();
  }

  private void rollBack() {
    Optional<EndedOperation> last =
        history().stream().filter(it -> it.kind() == OperationKind.SWAP).findFirst();
    if (last.isPresent()) {
      kit.slots().swaps().rollback(SHOP, last.get().id());
    }
  }

  private void dies(int number) {
    List<InstanceId> running = List.copyOf(new TreeSet<>(kit.platform().running().keySet()));
    kit.platform().kill(running.get(number % running.size()));
  }

  // ---- what must hold

  private List<EndedOperation> history() {
    return kit.slots().operations().history(SHOP, Integer.MAX_VALUE);
  }

  private void follow() {
    List<EndedOperation> history = history();
    for (int i = history.size() - followed - 1; i >= 0; i--) {
      ledger.ended(history.get(i));
    }
    followed = history.size();
  }

  /** While an operation is under way, its slots may hold already what they will when it ends. */
  private void assertHolds() {
    follow();
    if (kit.slots().operations().current(SHOP).isEmpty()) {
      Map<SlotName, Settings> stored = new TreeMap<>();
      stored().app().slots().forEach((name, it) -> stored.put(name, it.settings()));
      assertThat(stored).isEqualTo(ledger.slots());
    }
  }

  private void look() {
    for (FakePlatform.Running running : kit.platform().running().values()) {
      for (Setting setting : running.settings().all()) {
        if (ledger.stays(setting) && !mayRun(running, setting)) {
          throw new AssertionError(
              running.instance().id()
                  + " runs as one of "
                  + running.slot()
                  + " with "
                  + setting.key()
                  + " = "
                  + setting.value());
        }
      }
    }
  }

  private boolean mayRun(FakePlatform.Running running, Setting setting) {
    return ledger.mayBeIn(running.slot(), setting)
        || besideKept.contains(new Made(running.instance().id(), running.settings()));
  }

  /** What is made or repaired beside what is kept warm is like that (S2.4, S4.9). */
  private void noteWhatIsMade(RecordedCall call) {
    if (call.effect() instanceof Provision it && isKept(it.slot())) {
      besideKept.add(new Made(it.instance(), it.settings()));
    } else if (call.effect() instanceof Restart it && isKept(it.slot())) {
      besideKept.add(new Made(it.instance().id(), it.settings()));
    }
  }

  private boolean isKept(SlotName slot) {
    return stored().app().find(slot).flatMap(Slot::keptWarmUntil).isPresent();
  }

  private AppRecord stored() {
    return kit.time().await(kit.store().find(SHOP)).orElseThrow();
  }
}
