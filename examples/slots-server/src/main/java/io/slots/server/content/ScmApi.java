package io.slots.server.content;

import io.slots.OperationId;
import io.slots.core.Running;
import io.slots.core.Slots;
import io.slots.operation.EndedOperation;
import io.slots.operation.OperationKind;
import io.slots.operation.Outcome;
import io.slots.server.http.Action;
import io.slots.server.http.ErrorForm;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Deployment as Azure's tools do it: {@code /api/zipdeploy} and {@code /api/publish} on a slot's
 * own SCM host, {@code shop-staging.scm.localhost}; and, for whoever cannot resolve such names, the
 * same below {@code /scm/shop-staging}.
 */
public final class ScmApi {
  private static final Set<String> TYPES = Set.of("zip", "jar");
  private static final int SUCCESS = 4;
  private static final int FAILED = 3;
  private static final int DEPLOYING = 2;
  private static final int LOOKED_AT = 200;

  private final Slots slots;
  private final Sites sites;
  private final Deployments deployments;
  private final ErrorForm form;

  /** Deploys by {@code deployments}, and tells of trouble in {@code form}. */
  public ScmApi(Slots slots, Deployments deployments, ErrorForm form) {
    this.slots = slots;
    this.sites = new Sites(slots.apps());
    this.deployments = deployments;
    this.form = form;
  }

  /** What it answers. */
  public List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    for (String prefix : List.of("", "/scm/{site}")) {
      actions.add(
          Action.of(Verb.POST, prefix + "/api/zipdeploy", Right.OPERATE, form, this::deploy));
      actions.add(
          Action.of(Verb.POST, prefix + "/api/publish", Right.OPERATE, form, this::publish));
      actions.add(
          Action.of(
              Verb.GET, prefix + "/api/deployments/{deployment}", Right.READ, form, this::status));
    }
    return actions;
  }

  private void publish(Exchange exchange) throws IOException {
    String type = exchange.query("type").orElse("").toLowerCase(Locale.ROOT);
    if (!TYPES.contains(type)) {
      throw Trouble.badRequest("query parameter type is one of zip, jar");
    }
    deploy(exchange);
  }

  private void deploy(Exchange exchange) throws IOException {
    Sites.Site site = site(exchange);
    boolean async = exchange.flag("isAsync");
    Running running =
        deployments.deploy(
            exchange, site.app().name(), site.slot(), exchange.query("version"), Optional.empty());
    String id = running.id().value();
    exchange.header("SCM-DEPLOYMENT-ID", id);
    if (async) {
      exchange.header("Location", "/scm/" + label(site) + "/api/deployments/" + id);
      exchange.header("Retry-After", "1");
      exchange.answer(202);
      return;
    }
    Outcome outcome = running.await();
    if (!outcome.isDone()) {
      throw Trouble.of(
              400, "DeploymentFailed", outcome.report().reason().orElse("it was not deployed"))
          .exception();
    }
    exchange.answer(200);
  }

  private void status(Exchange exchange) {
    Sites.Site site = site(exchange);
    String wanted = exchange.param("deployment");
    if (wanted.equals("latest")) {
      exchange.answer(200, latest(site));
      return;
    }
    OperationId id = Exchange.given(() -> OperationId.of(wanted));
    Running running = slots.operations().follow(site.app().name(), id);
    Optional<Outcome> ended =
        running.outcome().toCompletableFuture().isDone()
            ? Optional.of(running.await())
            : Optional.empty();
    exchange.answer(ended.isPresent() ? 200 : 202, view(id, ended.map(Outcome::report)));
  }

  private Map<String, Object> latest(Sites.Site site) {
    EndedOperation last =
        slots.operations().history(site.app().name(), LOOKED_AT).stream()
            .filter(it -> it.kind() == OperationKind.DEPLOYMENT)
            .filter(it -> it.slots().contains(site.slot()))
            .findFirst()
            .orElseThrow(
                () -> Trouble.notFound("DeploymentNotFound", "nothing was deployed here lately"));
    return view(last.id(), Optional.of(last));
  }

  private static Map<String, Object> view(OperationId id, Optional<EndedOperation> ended) {
    boolean good = ended.filter(it -> Outcome.of(it).isDone()).isPresent();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("id", id.value());
    view.put("status", ended.isEmpty() ? DEPLOYING : good ? SUCCESS : FAILED);
    view.put("status_text", ended.flatMap(EndedOperation::reason).orElse(""));
    view.put("message", ended.map(EndedOperation::description).orElse("deploying"));
    view.put("complete", ended.isPresent());
    view.put("active", good);
    view.put("is_temp", false);
    view.put("deployer", "slots");
    ended.ifPresent(
        it -> {
          view.put("received_time", it.startedAt());
          view.put("start_time", it.startedAt());
          view.put("end_time", it.endedAt());
        });
    return view;
  }

  private Sites.Site site(Exchange exchange) {
    String label = exchange.hasParam("site") ? exchange.param("site") : labelOfHost(exchange);
    Sites.Site site = sites.find(label);
    exchange.note("app", site.app().name().spelling());
    exchange.note("slot", site.slot().spelling());
    return site;
  }

  private static String labelOfHost(Exchange exchange) {
    String host =
        Optional.ofNullable(exchange.context().host()).orElse("").toLowerCase(Locale.ROOT);
    int scm = host.indexOf(".scm.");
    if (scm <= 0) {
      throw Trouble.notFound(
          "InvalidResourceType",
          "packages are sent to a slot's SCM host, <app>-<slot>.scm.<domain>, or below"
              + " /scm/<app>-<slot>");
    }
    return host.substring(0, scm);
  }

  private static String label(Sites.Site site) {
    String host = site.app().host(site.slot()).value();
    return host.substring(0, host.indexOf('.'));
  }
}
