package io.slots.server.arm;

import io.slots.app.AppName;
import io.slots.app.Plan;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Server farms: making, scaling, deleting. */
final class FarmsApi {
  private static final String FARMS = Arm.WEB + "/serverfarms";

  private final Arm arm;
  private final Farms farms;

  FarmsApi(Arm arm) {
    this.arm = arm;
    this.farms = new Farms(arm);
  }

  List<Action> actions() {
    String farm = Arm.GROUP + FARMS + "/{farm}";
    return List.of(
        Arm.action(Verb.GET, Arm.SUBSCRIPTION + FARMS, Right.READ, this::list),
        Arm.action(Verb.GET, Arm.GROUP + FARMS, Right.READ, this::list),
        Arm.action(Verb.GET, farm, Right.READ, this::get),
        Arm.action(Verb.PUT, farm, Right.OWN, this::put),
        Arm.action(Verb.PATCH, farm, Right.OWN, this::put),
        Arm.action(Verb.DELETE, farm, Right.OWN, this::delete),
        Arm.action(Verb.GET, farm + "/sites", Right.READ, this::sites));
  }

  private void list(Exchange exchange) {
    Place place = arm.place(exchange);
    exchange.answer(
        200,
        Resource.page(arm.notes().farms().stream().map(it -> farms.resource(place, it)).toList()));
  }

  private void get(Exchange exchange) {
    Place place = arm.place(exchange);
    exchange.answer(200, farms.resource(place, existing(exchange)));
  }

  private Notes.Farm existing(Exchange exchange) {
    return farms
        .find(exchange.param("farm"))
        .orElseThrow(
            () ->
                Trouble.notFound(
                    "ResourceNotFound",
                    "there is no server farm \"" + exchange.param("farm") + "\""));
  }

  private void put(Exchange exchange) {
    Place place = arm.place(exchange);
    String name = exchange.param("farm");
    if (!name.matches("[A-Za-z0-9-]{1,60}")) {
      throw Trouble.badRequest("a server farm's name has 1 to 60 of a-z A-Z 0-9 -");
    }
    Optional<Notes.Farm> before = arm.notes().farm(name);
    Notes.Farm farm = farm(name, before, Fields.of(exchange.body()));
    Plan plan = Farms.plan(farm);
    for (String app : arm.notes().appsOn(name)) {
      move(exchange, AppName.of(app), plan);
    }
    arm.notes().keep(farm);
    exchange.answer(200, farms.resource(place, farm));
  }

  private Notes.Farm farm(String name, Optional<Notes.Farm> before, Fields body) {
    Fields sku = body.object("sku");
    Map<String, String> tags = body.object("tags").dictionary();
    return new Notes.Farm(
        before.map(Notes.Farm::name).orElse(name),
        sku.text("name").or(() -> before.map(Notes.Farm::sku)).orElse("P1v3"),
        sku.number("capacity").or(() -> before.map(Notes.Farm::capacity)).orElse(1),
        body.object("properties")
            .flag("reserved")
            .or(() -> before.map(Notes.Farm::linux))
            .orElse(false),
        body.text("location")
            .or(() -> before.map(Notes.Farm::location))
            .orElse(arm.config().location()),
        tags.isEmpty() ? before.map(Notes.Farm::tags).orElse(null) : tags);
  }

  private void move(Exchange exchange, AppName app, Plan plan) {
    if (arm.slots().apps().find(app).filter(it -> !it.plan().equals(plan)).isPresent()) {
      Arm.await(exchange, arm.slots().apps().changePlan(app, plan));
    }
  }

  private void delete(Exchange exchange) {
    arm.requirePlace(exchange);
    Notes.Farm farm = existing(exchange);
    if (arm.notes().farm(farm.name()).isEmpty()) {
      throw Trouble.conflict("the server farm is its app's own; delete the app");
    }
    List<String> apps = arm.notes().appsOn(farm.name());
    if (!apps.isEmpty()) {
      throw Trouble.conflict(
          "the server farm has sites, and cannot be deleted before them: "
              + String.join(", ", apps));
    }
    arm.notes().forgetFarm(farm.name());
    exchange.answer(200);
  }

  private void sites(Exchange exchange) {
    Place place = arm.place(exchange);
    Notes.Farm farm = existing(exchange);
    exchange.answer(
        200,
        Resource.page(
            arm.slots().apps().list().stream()
                .flatMap(it -> arm.slots().apps().find(it).stream())
                .filter(it -> arm.resource().farm(it).equalsIgnoreCase(farm.name()))
                .map(it -> arm.resource().of(place, it, it.production().name()))
                .toList()));
  }
}
