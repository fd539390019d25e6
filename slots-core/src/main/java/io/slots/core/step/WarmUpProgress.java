package io.slots.core.step;

import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.operation.Limits;
import io.slots.operation.WarmUpPlan;
import java.time.Instant;

/**
 * How far warm-up has come on one instance. A restart leaves it cold, so that every path is asked
 * for again; how often a path was not answered is not forgotten.
 *
 * @param pathsDone how many paths were answered well since the last restart
 * @param unanswered how many requests for the next path got no answer
 * @param restarted whether the instance was restarted because of the next path
 * @param failure why the instance has failed for good; empty if it has not
 */
record WarmUpProgress(int pathsDone, int unanswered, boolean restarted, String failure) {
  static WarmUpProgress of(Seen seen, WarmUpPlan plan, Limits limits) {
    int[] unanswered = new int[plan.paths().size() + 1];
    boolean[] restarted = new boolean[plan.paths().size() + 1];
    int next = 0;
    Instant graceUntil = Instant.MIN;
    for (Sighting sighting : seen.sightings()) {
      if (sighting.effect() instanceof Restart) {
        if (!sighting.answer().ok()) {
          return failed("could not be restarted: " + sighting.answer().describe());
        }
        restarted[next] = true;
        next = 0;
        graceUntil = sighting.began().plus(limits.restart());
      } else if (sighting.effect() instanceof Probe probe) {
        if (!(sighting.answer() instanceof Answer.Probed probed)) {
          unanswered[next]++;
        } else if (probed.answer() instanceof ProbeAnswer.Responded responded) {
          if (!plan.accepts(responded.status())) {
            return failed(
                "answered GET "
                    + probe.shownPath()
                    + " with status "
                    + responded.status()
                    + "; accepted: "
                    + plan.accepted());
          }
          next++;
          graceUntil = Instant.MIN;
        } else if (!(probed.answer() instanceof ProbeAnswer.Unreachable)
            || !sighting.ended().isBefore(graceUntil)) {
          unanswered[next]++;
        }
      }
    }
    return new WarmUpProgress(next, unanswered[next], restarted[next], "");
  }

  private static WarmUpProgress failed(String failure) {
    return new WarmUpProgress(0, 0, false, failure);
  }
}
