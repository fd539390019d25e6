package io.slots.proxy;

import io.slots.app.SlotName;
import io.slots.proxy.admission.Admission;
import io.slots.proxy.admission.NotAdmitted;
import io.slots.proxy.admission.Target;
import io.slots.proxy.admission.Visitor;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way: holds its claim on a target and gives it back exactly once, whatever
 * happens. Used by one event loop only.
 */
abstract class Exchange implements Visitor {
  private static final Logger log = LoggerFactory.getLogger(Exchange.class);

  final ProxyWorker worker;
  final HttpServerRequest request;
  final RequestTarget asked;
  private final Set<Target> unreachable = new HashSet<>(0);
  private @Nullable Target target;
  private @Nullable SlotName staysWith;
  private Answer unreachableAnswer = Answer.UNREACHABLE;
  private boolean ended;

  Exchange(ProxyWorker worker, HttpServerRequest request, RequestTarget asked) {
    this.worker = worker;
    this.request = request;
    this.asked = asked;
  }

  /** Sends the request, of which nothing has been sent yet, to {@code target}. */
  abstract void forwardTo(Target target);

  /** Answers in place of an instance, and ends. */
  abstract void answer(Answer answer);

  /** Ends what takes too long, if it does: called every now and then. */
  abstract void checkTime(long nanoTime);

  /** Ends an exchange whose target left the routes long ago, or whose proxy closes. */
  abstract void expire();

  /** Gives the request to an instance, by the tables in force now. */
  final void admit() {
    Admission admission = worker.admissions().admit(asked.host(), this);
    if (admission instanceof Target admitted) {
      target = admitted;
      if (unreachable.contains(admitted)) {
        answer(unreachableAnswer);
      } else {
        forwardTo(admitted);
      }
    } else {
      answer(Answer.of((NotAdmitted) admission));
    }
  }

  /** Tries the next instance: {@code failed} could not be reached, so nothing was sent. */
  final void unreachable(Target failed, Throwable cause) {
    log.debug("{} cannot be reached", failed, cause);
    failed.avoidUntil(worker.nanoTime() + worker.limits().unreachablePause().toNanos());
    unreachable.add(failed);
    unreachableAnswer = Failures.isTimeout(cause) ? Answer.TIMEOUT : Answer.UNREACHABLE;
    again();
  }

  /** Gives the request to an instance anew. */
  final void again() {
    release();
    admit();
  }

  /** The target whose request it is, unless there is none at present. */
  final @Nullable Target target() {
    return target;
  }

  /** Ends the exchange: it counts as in flight no more. Further calls do nothing. */
  final void end() {
    if (!ended) {
      ended = true;
      worker.remove(this);
      release();
    }
  }

  final boolean hasEnded() {
    return ended;
  }

  private void release() {
    Target held = target;
    if (held != null) {
      target = null;
      worker.admissions().release(held);
    }
  }

  final void addCookie(MultiMap headers) {
    if (staysWith != null) {
      RoutingCookie.addTo(headers, staysWith);
    }
  }

  @Override
  public final Optional<String> asksFor() {
    return RoutingCookie.asked(request);
  }

  @Override
  public final Optional<String> remembers() {
    return RoutingCookie.remembered(request);
  }

  @Override
  public final void stayWith(SlotName slot) {
    staysWith = slot;
  }

  @Override
  public final void stayAsItIs() {
    staysWith = null;
  }
}
