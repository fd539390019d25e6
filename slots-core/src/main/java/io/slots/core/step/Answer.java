package io.slots.core.step;

import io.slots.app.Instance;
import io.slots.app.InstanceId;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What came of an effect. */
public sealed interface Answer {
  /** Whether the effect did what it was to do. */
  default boolean ok() {
    return true;
  }

  /** The answer in plain words, for people. */
  String describe();

  /**
   * An instance was made or restarted.
   *
   * @param instance as it is now
   */
  record Started(Instance instance) implements Answer {
    /** An SPI may answer with null; that is a failure. */
    public Started {
      Objects.requireNonNull(instance, "the platform answered without an instance");
    }

    @Override
    public String describe() {
      return "runs at " + instance.address();
    }
  }

  /**
   * An instance was probed.
   *
   * @param answer what it said
   */
  record Probed(ProbeAnswer answer) implements Answer {
    /** An SPI may answer with null; that is a failure. */
    public Probed {
      Objects.requireNonNull(answer, "the probe answered with nothing");
    }

    @Override
    public boolean ok() {
      return answer instanceof ProbeAnswer.Responded;
    }

    @Override
    public String describe() {
      if (answer instanceof ProbeAnswer.Responded responded) {
        return Integer.toString(responded.status());
      }
      return answer instanceof ProbeAnswer.Unreachable unreachable
          ? unreachable.reason()
          : "no answer in time";
    }
  }

  /**
   * A table was published.
   *
   * @param answer what the router said
   */
  record Published(RoutesAnswer answer) implements Answer {
    /** An SPI may answer with null; that is a failure. */
    public Published {
      Objects.requireNonNull(answer, "the router answered with nothing");
    }

    @Override
    public boolean ok() {
      return answer instanceof RoutesAnswer.InForce;
    }

    @Override
    public String describe() {
      return answer instanceof RoutesAnswer.Refused refused
          ? "refused: " + refused.reason()
          : "in force";
    }
  }

  /**
   * The routes in force were read.
   *
   * @param table the table, if there is one
   */
  record RoutesRead(Optional<RoutingTable> table) implements Answer {
    /** An SPI may answer with null; that is a failure. */
    public RoutesRead {
      Objects.requireNonNull(table, "the router answered with nothing");
    }

    @Override
    public String describe() {
      return table.map(it -> "generation " + it.generation()).orElse("no table") + " is in force";
    }
  }

  /**
   * Requests in flight were counted.
   *
   * @param inFlight how many there are on each instance
   */
  record Counted(Map<InstanceId, Integer> inFlight) implements Answer {
    /** An SPI may answer with null; that is a failure. */
    public Counted {
      inFlight = Map.copyOf(Objects.requireNonNull(inFlight, "the router answered with nothing"));
    }

    /** All of them. */
    public int total() {
      int total = 0;
      for (int each : inFlight.values()) {
        total += each;
      }
      return total;
    }

    @Override
    public String describe() {
      return total() + " in flight";
    }
  }

  /** It was done; there is nothing more to tell. */
  record Finished() implements Answer {
    @Override
    public String describe() {
      return "done";
    }
  }

  /**
   * The SPI failed: not done, or not known to be done.
   *
   * @param reason why, in plain words
   */
  record Failed(String reason) implements Answer {
    @Override
    public boolean ok() {
      return false;
    }

    @Override
    public String describe() {
      return reason;
    }
  }

  /**
   * The SPI did not answer, and the engine gave up on it: not known to be done.
   *
   * @param limit for how long the engine waited
   */
  record GaveUp(Duration limit) implements Answer {
    @Override
    public boolean ok() {
      return false;
    }

    @Override
    public String describe() {
      return "no answer in " + Durations.text(limit);
    }
  }
}
