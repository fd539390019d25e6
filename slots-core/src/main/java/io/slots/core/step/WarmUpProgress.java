package io.slots.core.step;

import io.slots.effect.Probe;
import io.slots.effect.ProbeAnswer;
import io.slots.effect.Restart;
import io.slots.operation.Limits;
import io.slots.operation.WarmUpPlan;
import java.time.Instant;

/**
 * How far warm-up has come on one instance.
 *
 * @param pathsDone how many paths were answered well
 * @param unanswered how many requests for the next path got no answer
 * @param restarted whether the instance was restarted since it stopped answering the next path
 * @param failure why the instance has failed for good; empty if it has not
 */
record WarmUpProgress(int pathsDone, int unanswered, boolean restarted, String failure) {
  static WarmUpProgress of(Seen seen, WarmUpPlan plan, Limits limits) {
    int pathsDone = 0;
    int unanswered = 0;
    boolean restarted = false;
    Instant graceUntil = Instant.MIN;
    for (Sighting sighting : seen.sightings()) {
      if (sighting.effect() instanceof Restart) {
        if (!sighting.answer().ok()) {
          return failed("could not be restarted: " + sighting.answer().describe());
        }
        restarted = true;
        graceUntil = sighting.began().plus(limits.restart());
      } else if (sighting.effect() instanceof Probe probe) {
        if (!(sighting.answer() instanceof Answer.Probed probed)) {
          unanswered++;
        } else if (probed.answer() instanceof ProbeAnswer.Responded responded) {
          if (!plan.accepts(responded.status())) {
            return failed(
                "answered GET "
                    + probe.path()
                    + " with status "
                    + responded.status()
                    + "; accepted: "
                    + plan.accepted());
          }
          pathsDone++;
          unanswered = 0;
          restarted = false;
          graceUntil = Instant.MIN;
        } else if (!(probed.answer() instanceof ProbeAnswer.Unreachable)
            || !sighting.ended().isBefore(graceUntil)) {
          unanswered++;
        }
      }
    }
    return new WarmUpProgress(pathsDone, unanswered, restarted, "");
  }

  private static WarmUpProgress failed(String failure) {
    return new WarmUpProgress(0, 0, false, failure);
  }
}
