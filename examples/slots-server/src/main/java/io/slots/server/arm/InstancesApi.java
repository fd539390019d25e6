package io.slots.server.arm;

import com.google.common.html.HtmlEscapers;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The instances of sites, their hosts, and where content is sent to. */
final class InstancesApi {
  private final Arm arm;

  InstancesApi(Arm arm) {
    this.arm = arm;
  }

  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    actions.addAll(Arm.both(Verb.GET, "/instances", Right.READ, this::list));
    actions.addAll(Arm.both(Verb.GET, "/instances/{instance}", Right.READ, this::get));
    actions.addAll(Arm.both(Verb.GET, "/hostNameBindings", Right.READ, this::hosts));
    actions.addAll(Arm.both(Verb.POST, "/publishxml", Right.READ, this::publishXml));
    return actions;
  }

  private static List<Instance> instances(App app, SlotName slot) {
    return app.slot(slot).deployed().map(Deployed::instances).orElse(List.of());
  }

  private void list(Exchange exchange) {
    Place place = arm.place(exchange);
    App app = arm.app(exchange);
    SlotName slot = exchange.slot();
    exchange.answer(
        200,
        Resource.page(
            instances(app, slot).stream().map(it -> resource(place, app, slot, it)).toList()));
  }

  private void get(Exchange exchange) {
    Place place = arm.place(exchange);
    App app = arm.app(exchange);
    SlotName slot = exchange.slot();
    exchange.answer(
        200,
        instances(app, slot).stream()
            .filter(it -> it.id().value().equalsIgnoreCase(exchange.param("instance")))
            .findFirst()
            .map(it -> resource(place, app, slot, it))
            .orElseThrow(
                () ->
                    Trouble.notFound(
                        "ResourceNotFound", "the slot has no such instance; it may have had")));
  }

  private static Map<String, @Nullable Object> resource(
      Place place, App app, SlotName slot, Instance instance) {
    return Resource.named(
        place.siteId(app, slot) + "/instances/" + instance.id(),
        instance.id().value(),
        SiteResource.type(slot) + "/instances",
        Resource.of("state", instance.ready() ? "READY" : "STOPPED"));
  }

  private void hosts(Exchange exchange) {
    Place place = arm.place(exchange);
    App app = arm.app(exchange);
    SlotName slot = exchange.slot();
    String host = app.host(slot).value();
    exchange.answer(
        200,
        Resource.page(
            List.of(
                Resource.named(
                    place.siteId(app, slot) + "/hostNameBindings/" + host,
                    SiteResource.name(app, app.slot(slot).name()) + "/" + host,
                    SiteResource.type(slot) + "/hostNameBindings",
                    Resource.of(
                        "siteName", app.name().spelling(),
                        "hostNameType", "Verified",
                        "sslState", "Disabled")))));
  }

  /** Where packages are sent to; never with a password: callers use their own tokens. */
  private void publishXml(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    String host = app.host(exchange.slot()).value();
    String scm = HtmlEscapers.htmlEscaper().escape(host.replaceFirst("\\.", ".scm."));
    String site = HtmlEscapers.htmlEscaper().escape(host.substring(0, host.indexOf('.')));
    exchange
        .context()
        .contentType("application/xml")
        .result(
            "<publishData><publishProfile profileName=\""
                + site
                + " - Zip Deploy\" publishMethod=\"ZipDeploy\" publishUrl=\""
                + scm
                + "\" msdeploySite=\""
                + site
                + "\" userName=\"token\" userPWD=\"\" destinationAppUrl=\"http://"
                + HtmlEscapers.htmlEscaper().escape(host)
                + "\"/></publishData>");
  }
}
