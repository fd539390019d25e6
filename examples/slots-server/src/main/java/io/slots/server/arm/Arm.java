package io.slots.server.arm;

import io.slots.app.App;
import io.slots.app.HostName;
import io.slots.app.SlotName;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.Outcome;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import io.slots.server.http.Work;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the parts of this API share.
 *
 * @param slots the engine
 * @param notes what is noted beside
 * @param config what clients are told
 * @param domain the domain of new apps
 */
record Arm(Slots slots, Notes notes, ArmConfig config, HostName domain) {
  static final String SUBSCRIPTION = "/subscriptions/{subscription}";
  static final String GROUP = SUBSCRIPTION + "/resourceGroups/{group}";
  static final String WEB = "/providers/Microsoft.Web";
  static final String SITE = GROUP + WEB + "/sites/{app}";
  static final String SLOT = SITE + "/slots/{slot}";

  static Action action(Verb verb, String path, Right right, Work work) {
    return Action.of(verb, path, right, ArmError::write, work);
  }

  /** The action on a site, and the same on a slot. */
  static List<Action> both(Verb verb, String suffix, Right right, Work work) {
    return List.of(
        action(verb, SITE + suffix, right, work), action(verb, SLOT + suffix, right, work));
  }

  Place place(Exchange exchange) {
    return Place.of(exchange, config);
  }

  /** Refuses what no place of this server is asked for by, or in a version that is not known. */
  void requirePlace(Exchange exchange) {
    exchange.note("group", place(exchange).group());
  }

  /** The app that the path names, if it has the slot that the path names. */
  App app(Exchange exchange) {
    SlotName slot = exchange.slot();
    App app = slots.apps().get(exchange.app());
    // Throws if there is none.
    boolean unused = app.slot(slot).stopped();
    return app;
  }

  SiteResource resource() {
    return new SiteResource(notes, slots.operations(), config);
  }

  /** Answers with the site that the path names, as it is now. */
  void answerSite(Exchange exchange, int status) {
    exchange.answer(status, site(exchange));
  }

  Map<String, @Nullable Object> site(Exchange exchange) {
    return resource().of(place(exchange), app(exchange), exchange.slot());
  }

  /** Waits for an operation that its caller takes for a simple call. */
  static void await(Exchange exchange, Running running) {
    exchange.note("operation", running.id().value());
    Outcome outcome = running.await();
    if (!outcome.isDone()) {
      throw Failures.of(outcome.report()).exception();
    }
  }

  /** The address that leads to where an operation is asked about. */
  static String resultsOf(Exchange exchange, String siteId, Running running) {
    return exchange.context().scheme()
        + "://"
        + exchange.context().host()
        + siteId
        + "/operationresults/"
        + running.id().value()
        + "?api-version="
        + exchange.query("api-version").orElse("2024-04-01");
  }

  static void accepted(Exchange exchange, String location) {
    exchange.header("Location", location);
    exchange.header("Retry-After", "1");
    exchange.answer(202);
  }
}
