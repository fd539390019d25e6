package io.slots.spi;

import io.slots.app.AppName;
import io.slots.app.InstanceId;
import io.slots.effect.RoutesAnswer;
import io.slots.effect.RoutingTable;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Directs requests to instances. Routing is desired state: the engine hands over an app's whole
 * table, the router brings it about. The engine is never in the path of a request; when it is dead,
 * traffic flows on. See the package for threading, failure, repetition and fencing.
 */
public interface Router extends Fenced {
  /**
   * Brings {@code table} into force in one step (S4.5): a request admitted before goes by the table
   * before and is finished by the instance that it was given to; a request admitted afterwards goes
   * by this one.
   *
   * <p>The stage completes with {@link RoutesAnswer.InForce} when the <em>whole</em> data plane
   * serves the table, so that what left the table may be touched. It completes with {@link
   * RoutesAnswer.Refused} only if the table is not in force and never will be. A table whose
   * generation is older than the one in force is refused; the same table again is in force already,
   * unless the call's fencing token is lower than one that was seen; another table of the same
   * generation is refused. The tables of several apps are independent of each other; one that has a
   * host which is in force for another app is refused (S1.3). A refusal changes nothing.
   *
   * <p>The answer does not wait for what is in flight on instances that left the table: how far
   * they are, {@link #inFlight} tells.
   */
  CompletionStage<RoutesAnswer> publish(RoutingTable table, Call call);

  /**
   * The table that the whole data plane serves for {@code app} now, or nothing if there is none.
   */
  CompletionStage<Optional<RoutingTable>> inForce(AppName app);

  /**
   * How many requests, streams and WebSockets each of {@code instances} has been given and has not
   * finished; each of them has a count, 0 or more: one that the router does not know has 0. An
   * answer that leaves one of them out is a failure, and not taken for none. An instance that
   * stands in no route any more and has none in flight is drained.
   */
  CompletionStage<Map<InstanceId, Integer>> inFlight(AppName app, Set<InstanceId> instances);
}
