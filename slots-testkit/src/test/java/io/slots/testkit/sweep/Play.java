package io.slots.testkit.sweep;

import static io.slots.testkit.SlotsTestKit.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.slots.NotFoundException;
import io.slots.operation.ConflictException;
import io.slots.operation.EndedOperation;
import io.slots.operation.EngineStoppedException;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreException;
import io.slots.testkit.RecordedCall;
import io.slots.testkit.SimulatedCrash;
import io.slots.testkit.SlotsTestKit;
import io.slots.testkit.StalledException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A piece, played while something goes wrong. */
final class Play {
  private static final int MOST_ROUNDS = 100;

  private final Repertoire name;
  private final Piece piece;
  private final Cast cast;
  private final Stage stage;
  private final Watch watch;
  private List<RecordedCall> calls = List.of();
  private int writes;
  private List<EndedOperation> ended = List.of();

  Play(Repertoire name) {
    this(name, Cast.ONE_ENGINE);
  }

  Play(Repertoire name, Cast cast) {
    this(name, cast, SimulatedDisk.honest());
  }

  /** One engine plays on {@code disk}. */
  Play(Repertoire name, Cast cast, SimulatedDisk disk) {
    this.name = name;
    this.piece = name.piece();
    this.cast = cast;
    this.stage = new Stage(piece, cast, disk);
    this.watch = new Watch(stage.kit(), stage.before(), piece.workers());
    if (cast != Cast.ONE_ENGINE) {
      watch.alsoThatNobodyIsFenced();
    }
  }

  Repertoire name() {
    return name;
  }

  /** What goes wrong in it. */
  Play with(Consumer<SlotsTestKit> fault) {
    fault.accept(stage.kit());
    return this;
  }

  /** Three hours after the beginning nothing goes wrong any more. */
  Play forHours() {
    stage.kit().time().after(Duration.ofHours(3), this::allGoesRight);
    return this;
  }

  private void allGoesRight() {
    stage.kit().faults().clear();
    stage.kit().storeFaults().comeUp();
    stage.kit().storeFaults().failNone();
  }

  /** Another engine is built on the same store, and the one before does not know. */
  void anotherEngine() {
    live(stage::anotherEngine);
  }

  /** The engine that callers know stands still for longer than its lease, and goes on. */
  void standStill() {
    int engine = stage.kit().engines();
    stage.kit().standStill(engine);
    stage.kit().time().after(Cast.LEASE.multipliedBy(3), () -> stage.kit().goOn(engine));
  }

  /** Nobody reaches the store for longer than a lease. */
  void storeIsAway() {
    stage.kit().storeFaults().goDown();
    stage.kit().time().after(Cast.LEASE.multipliedBy(3), () -> stage.kit().storeFaults().comeUp());
  }

  /** A caller cancels what is under way. */
  void cancel() {
    stage
        .record()
        .flatMap(AppRecord::operation)
        .ifPresent(
            it ->
                live(
                    () -> stage.cancelled(stage.kit().slots().operations().cancel(SHOP, it.id()))));
  }

  /** Plays it to its end, whatever happens, and asserts that all is whole then. */
  Play endsWhole() {
    for (Act act : piece.acts()) {
      perform(act);
    }
    untilIdle();
    calls = List.copyOf(stage.kit().calls());
    writes = stage.kit().storeFaults().writes();
    allGoesRight();
    stage.kit().time().advance(Duration.ofHours(2));
    ended = List.copyOf(stage.ended());
    Whole whole = new Whole(stage, piece);
    whole.assertHolds();
    if (cast != Cast.ONE_ENGINE) {
      assertThat(stage.kit().fencedCalls()).as("an engine acts that is not in charge").isEmpty();
    }
    assertThat(watch.looked()).isPositive();
    if (whole.lacksContent()) {
      watch.end();
    }
    whole.assertNothingIsLocked();
    return this;
  }

  /** Asserts besides what must hold if nothing went wrong. */
  Play undisturbed() {
    assertThat(ended).extracting(EndedOperation::ending).isEqualTo(piece.endings());
    piece.undisturbed(ended, calls);
    return this;
  }

  private void perform(Act act) {
    for (int i = 0; act.isDue().test(stage); i++) {
      assertThat(i).as("rounds").isLessThan(MOST_ROUNDS);
      boolean done = live(() -> act.deed().accept(stage));
      if (!done || act.isRepeated()) {
        untilIdle();
      }
      if (done && !act.isRepeated()) {
        return;
      }
    }
  }

  private void untilIdle() {
    for (int i = 0; stage.isBusy(); i++) {
      assertThat(i).as("rounds").isLessThan(MOST_ROUNDS);
      live(() -> stage.waitUntil(() -> !stage.isBusy()));
    }
  }

  /**
   * Does it; if the engine dies of it, another takes its place. Returns whether that is all: a
   * caller who is told that he comes too early comes again.
   */
  private boolean live(Runnable deed) {
    try {
      deed.run();
    } catch (SimulatedCrash crash) {
      restart();
    } catch (ConflictException tooEarly) {
      return false;
    } catch (NotFoundException gone) {
      assertThat(stage.record()).as(gone.getMessage()).isEmpty();
    } catch (EngineStoppedException | StoreException e) {
      // Told to the caller; what is stored goes on, or was not stored.
      live(() -> stage.kit().time().advance(Duration.ofSeconds(1)));
    } catch (StalledException stalled) {
      throw new AssertionError("it hangs; calls: " + stage.kit().calls(), stalled);
    }
    return true;
  }

  /** The one that takes its place may die of it too, or find the store in trouble. */
  private void restart() {
    for (int i = 0; i < MOST_ROUNDS; i++) {
      try {
        stage.restartEngine();
        return;
      } catch (SimulatedCrash | StoreException again) {
        // Whoever runs it starts it again.
      }
    }
    throw new AssertionError("no engine survives");
  }

  /** The calls of the piece itself. */
  List<RecordedCall> calls() {
    return calls;
  }

  /** How many writes the piece itself made. */
  int writes() {
    return writes;
  }

  /** What has ended in it, oldest first. */
  List<EndedOperation> ended() {
    return ended;
  }
}
