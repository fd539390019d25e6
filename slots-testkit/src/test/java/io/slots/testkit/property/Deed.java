package io.slots.testkit.property;

import static io.slots.app.SlotName.PRODUCTION;
import static io.slots.testkit.SlotsTestKit.STAGING;

import io.slots.app.SlotName;
import io.slots.settings.ConnectionType;
import io.slots.settings.Setting;
import io.slots.settings.SettingCategory;
import io.slots.settings.SettingKey;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Something that is done to an app, or that befalls it. It may be refused, as most of what makes no
 * sense just then is.
 *
 * @param kind what it is
 * @param one the slot that it is done to
 * @param other the other slot, if there is one in it
 * @param name of which setting
 * @param number of how many, or which one
 * @param pause how much time passes afterwards
 */
record Deed(Kind kind, SlotName one, SlotName other, Name name, int number, Pause pause) {
  static final SlotName CANARY = SlotName.of("canary");
  static final List<SlotName> SLOTS = List.of(PRODUCTION, STAGING, CANARY);

  /** What is done; the simplest comes first, because failures are shrunk to it. */
  enum Kind {
    SET,
    SWAP,
    DEPLOY,
    MARK,
    UNMARK,
    PREPARE,
    COMPLETE,
    CANCEL,
    SWAP_KEEPING_WARM,
    ROLL_BACK,
    SWAP_AUTOMATICALLY,
    SCALE,
    ROUTE,
    DELETE,
    CREATE,
    CLONE,
    CLONE_WITHOUT_SLOT_SETTINGS,
    REPAIR,
    RESTART,
    RESTART_FAILS,
    PROBE_FAILS,
    INSTANCE_DIES,
    ENGINE_DIES
  }

  /** The settings that there are: some stay by their nature, some by default, some if marked. */
  enum Name {
    COLOR,
    DB,
    MAIN_CONNECTION,
    RUNTIME_EXTENSION_VERSION,
    BITNESS,
    CONTINUOUS_DEPLOYMENT,
    SCALE;

    Setting with(String value) {
      return switch (this) {
        case COLOR, DB, RUNTIME_EXTENSION_VERSION -> Setting.of(name(), value);
        case MAIN_CONNECTION -> Setting.connectionString(name(), ConnectionType.CUSTOM, value);
        case BITNESS -> Setting.of(SettingCategory.BITNESS, name(), value);
        case CONTINUOUS_DEPLOYMENT ->
            Setting.of(SettingCategory.CONTINUOUS_DEPLOYMENT, name(), value);
        case SCALE -> Setting.of(SettingCategory.SCALE, name(), value);
      };
    }

    SettingKey key() {
      return with("any").key();
    }
  }

  /** How long nobody does anything. */
  enum Pause {
    UNTIL_ALL_IS_DONE(Duration.ofMinutes(5)),
    NONE(Duration.ZERO),
    SHORT(Duration.ofMillis(500)),
    A_WHILE(Duration.ofMillis(1_500)),
    LONG(Duration.ofMinutes(20));

    private final Duration duration;

    Pause(Duration duration) {
      this.duration = duration;
    }

    Duration duration() {
      return duration;
    }
  }

  @Override
  public String toString() {
    return switch (kind) {
          case SET -> "set " + name + " of " + one;
          case MARK, UNMARK -> kind + " " + name;
          case SWAP, SWAP_KEEPING_WARM, PREPARE, SWAP_AUTOMATICALLY ->
              kind + " " + one + " into " + other;
          case CLONE, CLONE_WITHOUT_SLOT_SETTINGS -> kind + " " + other + " as " + one;
          case DEPLOY, COMPLETE, CANCEL, DELETE, CREATE, REPAIR, RESTART -> kind + " " + one;
          case SCALE -> "scale to " + workers();
          case ROUTE -> "route " + number + " % to " + one;
          case ROLL_BACK, INSTANCE_DIES, ENGINE_DIES -> kind.toString();
          case RESTART_FAILS, PROBE_FAILS -> kind + ", no. " + number + " from now";
        }
        + (pause == Pause.UNTIL_ALL_IS_DONE ? "" : ", pause: " + pause);
  }

  int workers() {
    return 1 + number % 3;
  }

  // ---- any of them

  /** So many at most, in any order. */
  static Arbitrary<List<Deed>> anyList(int most) {
    return any().list().ofMaxSize(most);
  }

  private static Arbitrary<Deed> any() {
    return Combinators.combine(
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(Kind.class)),
                Tuple.of(
                    1,
                    Arbitraries.of(
                        Kind.SET, Kind.SWAP, Kind.DEPLOY, Kind.SWAP_KEEPING_WARM, Kind.ROLL_BACK))),
            Arbitraries.of(STAGING, STAGING, CANARY, PRODUCTION),
            Arbitraries.of(PRODUCTION, PRODUCTION, CANARY, STAGING),
            Arbitraries.of(Name.class),
            Arbitraries.integers().between(0, 5),
            Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Pause.UNTIL_ALL_IS_DONE)),
                Tuple.of(1, Arbitraries.of(Pause.class))))
        .as(Deed::new);
  }
}
