package io.slots.micrometer;

import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import io.micrometer.observation.docs.ObservationDocumentation;

/**
 * What {@link SlotsObservations} observes, and by which keys. Values are as those of {@link
 * SlotsTag}; what is not known yet, or not any more, is {@code none}.
 */
public enum SlotsObservation implements ObservationDocumentation {
  /**
   * An operation, from its start to its end, or until this engine drives it no more. It has an
   * error if it ended other than <em>completed</em>.
   */
  OPERATION {
    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
        getDefaultConvention() {
      return OperationConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
      return new KeyName[] {TagKey.KIND, TagKey.ENDING, TagKey.TAKEN_OVER};
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
      return new KeyName[] {
        DetailKey.APP, DetailKey.OPERATION, DetailKey.DESCRIPTION, DetailKey.REASON
      };
    }

    @Override
    public Observation.Event[] getEvents() {
      return OperationEvent.values();
    }
  },

  /**
   * A step of an operation, done or undone; a child of the operation's observation. It has an error
   * if an instance failed in it, or if the operation turned back in it.
   */
  STEP {
    @Override
    public Class<? extends ObservationConvention<? extends Observation.Context>>
        getDefaultConvention() {
      return StepConvention.class;
    }

    @Override
    public KeyName[] getLowCardinalityKeyNames() {
      return new KeyName[] {TagKey.KIND, TagKey.STEP, TagKey.DIRECTION};
    }

    @Override
    public KeyName[] getHighCardinalityKeyNames() {
      return new KeyName[] {DetailKey.APP, DetailKey.OPERATION, DetailKey.INSTANCES};
    }

    @Override
    public Observation.Event[] getEvents() {
      return new Observation.Event[] {StepEvent.WAITS};
    }
  };

  /** Keys with few values. */
  public enum TagKey implements KeyName {
    /** What kind of operation: {@code swap}. */
    KIND("slots.kind"),
    /** How it ended: {@code reverted}; {@code lost} if this engine drives it no more. */
    ENDING("slots.ending"),
    /** Whether it was begun by an engine that is gone. */
    TAKEN_OVER("slots.taken.over"),
    /** Which step: {@code warm-up}. */
    STEP("slots.step"),
    /** Whether the step is done or undone: {@code forward} or {@code back}. */
    DIRECTION("slots.direction");

    private final String key;

    TagKey(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }

  /** Keys with many values: for spans, not for meters. */
  public enum DetailKey implements KeyName {
    /** The app's name. */
    APP("slots.app"),
    /** The operation's id. */
    OPERATION("slots.operation.id"),
    /** What it does, for people: {@code swap staging into production}. */
    DESCRIPTION("slots.description"),
    /** Why it did not end as wanted. */
    REASON("slots.reason"),
    /** On how many instances the step works. */
    INSTANCES("slots.instances");

    private final String key;

    DetailKey(String key) {
      this.key = key;
    }

    @Override
    public String asString() {
      return key;
    }
  }

  /** What may happen in an operation; the contextual name of an event adds the circumstances. */
  public enum OperationEvent implements Observation.Event {
    /** It turns back. */
    TURNS_BACK("slots.turns.back"),
    /** It pauses until somebody decides. */
    PAUSES("slots.pauses"),
    /** It goes on after a pause. */
    GOES_ON("slots.goes.on"),
    /** A slot is kept warm from now on. */
    KEEPS_WARM("slots.keeps.warm"),
    /** This engine does not drive it any more. */
    IS_LOST("slots.is.lost");

    private final String key;

    OperationEvent(String key) {
      this.key = key;
    }

    @Override
    public String getName() {
      return key;
    }
  }

  /** What may happen in a step; the contextual name of an event adds the circumstances. */
  public enum StepEvent implements Observation.Event {
    /** It begins to wait for something other than an answer; the first few times are told. */
    WAITS("slots.waits");

    private final String key;

    StepEvent(String key) {
      this.key = key;
    }

    @Override
    public String getName() {
      return key;
    }
  }
}
