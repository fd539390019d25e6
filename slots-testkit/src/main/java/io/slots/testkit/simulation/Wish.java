package io.slots.testkit.simulation;

import com.google.common.collect.ImmutableList;
import io.slots.app.Content;
import io.slots.app.TrafficShare;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.EndedOperation;
import io.slots.operation.LimitsChange;
import io.slots.operation.OperationKind;
import io.slots.operation.RequestId;
import io.slots.operation.SwapRequest;
import io.slots.operation.VersionRequest;
import io.slots.settings.Setting;
import io.slots.settings.SettingsChange;
import io.slots.testkit.simulation.Wishes.Asked;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What users want of an engine. */
enum Wish {
  SWAP(8) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(engine.swaps().swap(request(asked)));
    }
  },
  DEPLOY(5) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(
          engine.slots().deploy(asked.app(), asked.slot(), Content.of(asked.version())));
    }
  },
  DEPLOY_TO_PRODUCTION(1) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(
          engine
              .slots()
              .deploy(asked.app(), io.slots.app.SlotName.PRODUCTION, Content.of(asked.version())));
    }
  },
  PREPARE(3) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(engine.swaps().prepare(request(asked)));
    }
  },
  COMPLETE(3) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(engine.swaps().complete(asked.app(), asked.slot()));
    }
  },
  CANCEL(2) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      Object unused = engine.swaps().cancel(asked.app(), asked.slot());
      return Optional.empty();
    }
  },
  CANCEL_WHAT_IS_UNDER_WAY(1) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      engine
          .operations()
          .current(asked.app())
          .ifPresent(
              it -> {
                Object unused = engine.operations().cancel(asked.app(), it.id());
              });
      return Optional.empty();
    }
  },
  ROLL_BACK(3) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return engine.operations().history(asked.app(), 10).stream()
          .filter(it -> it.kind() == OperationKind.SWAP)
          .findFirst()
          .map(EndedOperation::id)
          .map(it -> engine.swaps().rollback(asked.app(), it));
    }
  },
  BRING_VERSION(1) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return engine
          .apps()
          .get(asked.app())
          .slot(asked.slot())
          .deployed()
          .flatMap(
              it ->
                  engine
                      .swaps()
                      .bringVersion(VersionRequest.of(asked.app(), it.content().version())));
    }
  },
  SCALE(1) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(engine.apps().scale(asked.app(), 1 + asked.number() % 4));
    }
  },
  ROUTE(2) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      int percent = 10 * (asked.number() % 4);
      engine
          .slots()
          .route(
              asked.app(),
              percent == 0 ? List.of() : List.of(TrafficShare.of(asked.slot(), percent)));
      return Optional.empty();
    }
  },
  REPAIR(2) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(engine.slots().repair(asked.app(), asked.slot()));
    }
  },
  RESTART(2) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return Optional.of(
          engine
              .slots()
              .restart(
                  asked.app(),
                  asked.number() % 3 == 0 ? io.slots.app.SlotName.PRODUCTION : asked.slot()));
    }
  },
  FOLLOW(3) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      return engine
          .operations()
          .current(asked.app())
          .map(it -> engine.operations().follow(asked.app(), it.id()));
    }
  },
  CONFIGURE(2) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      engine
          .slots()
          .configure(
              asked.app(),
              asked.slot(),
              SettingsChange.set(Setting.of("COLOR", "no. " + asked.number())));
      return Optional.empty();
    }
  },
  SWAP_AUTOMATICALLY(1) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      if (asked.number() % 3 == 0) {
        engine.swaps().autoSwap(asked.app(), asked.slot(), asked.other());
      } else {
        engine.swaps().noAutoSwap(asked.app(), asked.slot());
      }
      return Optional.empty();
    }
  },
  STOP_OR_START(1) {
    @Override
    Optional<Running> make(Slots engine, Town town, Asked asked) {
      if (asked.number() % 3 == 0) {
        engine.slots().stop(asked.app(), asked.slot());
      } else {
        engine.slots().start(asked.app(), asked.slot());
      }
      return Optional.empty();
    }
  };

  /** Each as often as it is wanted. */
  static final List<Wish> OFTEN_ENOUGH = oftenEnough();

  private final int weight;

  Wish(int weight) {
    this.weight = weight;
  }

  /** Asks {@code engine} for it. Returns the operation, if one has begun. */
  abstract Optional<Running> make(Slots engine, Town town, Asked asked);

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  private static List<Wish> oftenEnough() {
    ImmutableList.Builder<Wish> all = ImmutableList.builder();
    for (Wish wish : values()) {
      all.addAll(Collections.nCopies(wish.weight, wish));
    }
    return all.build();
  }

  /** Every other swap keeps its former target warm, and every third has an identity. */
  private static SwapRequest request(Asked asked) {
    SwapRequest.Builder request =
        SwapRequest.builder().app(asked.app()).source(asked.slot()).target(asked.other());
    if (asked.number() % 2 == 0) {
      request.limits(LimitsChange.builder().keepWarm(Duration.ofMinutes(2)).build());
    }
    if (asked.number() % 3 == 0) {
      request.requestId(RequestId.of("request-" + asked.number()));
    }
    return request.build();
  }
}
