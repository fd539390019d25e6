package io.slots.server.arm;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.Cloning;
import io.slots.app.Deployed;
import io.slots.app.Plan;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Slots;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Trouble;
import io.slots.server.http.Verb;
import io.slots.settings.Settings;
import io.slots.settings.SettingsChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sites and slots: making, reading, changing, deleting, stopping. */
final class SitesApi {
  private final Arm arm;
  private final Slots slots;
  private final Farms farms;

  SitesApi(Arm arm) {
    this.arm = arm;
    this.slots = arm.slots();
    this.farms = new Farms(arm);
  }

  List<Action> actions() {
    List<Action> actions = new ArrayList<>();
    actions.add(
        Arm.action(Verb.GET, Arm.SUBSCRIPTION + Arm.WEB + "/sites", Right.READ, this::list));
    actions.add(Arm.action(Verb.GET, Arm.GROUP + Arm.WEB + "/sites", Right.READ, this::list));
    actions.addAll(Arm.both(Verb.GET, "", Right.READ, it -> arm.answerSite(it, 200)));
    actions.add(Arm.action(Verb.PUT, Arm.SITE, Right.OWN, this::putSite));
    actions.add(Arm.action(Verb.PATCH, Arm.SITE, Right.OPERATE, this::patch));
    actions.add(Arm.action(Verb.DELETE, Arm.SITE, Right.OWN, this::deleteSite));
    actions.add(Arm.action(Verb.GET, Arm.SITE + "/slots", Right.READ, this::slots));
    actions.add(Arm.action(Verb.PUT, Arm.SLOT, Right.OPERATE, this::putSlot));
    actions.add(Arm.action(Verb.PATCH, Arm.SLOT, Right.OPERATE, this::patch));
    actions.add(Arm.action(Verb.DELETE, Arm.SLOT, Right.OPERATE, this::deleteSlot));
    actions.addAll(Arm.both(Verb.POST, "/start", Right.OPERATE, this::start));
    actions.addAll(Arm.both(Verb.POST, "/stop", Right.OPERATE, this::stop));
    actions.addAll(Arm.both(Verb.POST, "/restart", Right.OPERATE, this::restart));
    return actions;
  }

  private void list(Exchange exchange) {
    Place place = arm.place(exchange);
    SiteResource resource = arm.resource();
    exchange.answer(
        200,
        Resource.page(
            slots.apps().list().stream()
                .flatMap(it -> slots.apps().find(it).stream())
                .map(it -> resource.of(place, it, SlotName.PRODUCTION))
                .toList()));
  }

  private void slots(Exchange exchange) {
    Place place = arm.place(exchange);
    App app = arm.app(exchange);
    SiteResource resource = arm.resource();
    exchange.answer(
        200,
        Resource.page(
            app.slots().keySet().stream()
                .filter(it -> !it.isProduction())
                .map(it -> resource.of(place, app, it))
                .toList()));
  }

  private void putSite(Exchange exchange) {
    arm.requirePlace(exchange);
    AppName name = exchange.app();
    Fields body = Fields.of(exchange.body());
    if (slots.apps().find(name).isPresent()) {
      change(exchange, name, SlotName.PRODUCTION, body);
      return;
    }
    String location = body.required("location");
    Fields config = body.object("properties").object("siteConfig");
    SettingsChange settings = SiteConfig.change(config, Settings.none());
    Optional<Notes.Farm> farm = body.object("properties").text("serverFarmId").map(farms::byId);
    App app =
        App.builder()
            .name(name)
            .plan(farm.map(Farms::plan).orElse(Plan.premium(1)))
            .domain(arm.domain())
            .putSlots(
                SlotName.PRODUCTION,
                Slot.named(SlotName.PRODUCTION).withSettings(settings.applyTo(Settings.none())))
            .build();
    App made = slots.apps().create(app);
    arm.notes()
        .note(
            name,
            new Notes.Site(
                body.text("kind").orElse("app"),
                location,
                farm.map(Notes.Farm::name).orElse(null),
                tags(body)));
    SiteConfig.apply(slots, made, SlotName.PRODUCTION, config);
    arm.answerSite(exchange, 200);
  }

  private static @Nullable Map<String, String> tags(Fields body) {
    Fields tags = body.object("tags");
    return tags.exists() ? tags.dictionary() : null;
  }

  private void putSlot(Exchange exchange) {
    arm.requirePlace(exchange);
    AppName name = exchange.app();
    SlotName slot = exchange.slot();
    Fields body = Fields.of(exchange.body());
    App app = slots.apps().get(name);
    if (app.find(slot).isPresent()) {
      change(exchange, name, slot, body);
      return;
    }
    Fields config = body.object("properties").object("siteConfig");
    refuseOtherFarm(app, body);
    SettingsChange settings = SiteConfig.change(config, Settings.none());
    // Without a configuration in the request the new slot has a copy of production's.
    App made =
        config.exists()
            ? slots.slots().create(name, slot)
            : slots.slots().create(name, slot, Cloning.of(SlotName.PRODUCTION));
    App configured =
        settings.set().isEmpty() ? made : slots.slots().configure(name, slot, settings);
    SiteConfig.apply(slots, configured, slot, config);
    arm.answerSite(exchange, 200);
  }

  private void refuseOtherFarm(App app, Fields body) {
    Optional<String> id = body.object("properties").text("serverFarmId");
    String farm = "/" + arm.resource().farm(app);
    if (id.filter(
            it -> !it.regionMatches(true, it.length() - farm.length(), farm, 0, farm.length()))
        .isPresent()) {
      throw Trouble.notImplemented("a slot on another server farm than its app's is not served");
    }
  }

  private void patch(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    change(exchange, app.name(), exchange.slot(), Fields.of(exchange.body()));
  }

  private void change(Exchange exchange, AppName name, SlotName slot, Fields body) {
    App app = slots.apps().get(name);
    Fields config = body.object("properties").object("siteConfig");
    SettingsChange settings = SiteConfig.change(config, app.slot(slot).settings());
    if (slot.isProduction()) {
      changeSite(exchange, app, body);
    } else {
      refuseOtherFarm(app, body);
    }
    App configured =
        settings.set().isEmpty() && settings.remove().isEmpty()
            ? slots.apps().get(name)
            : slots.slots().configure(name, slot, settings);
    SiteConfig.apply(slots, configured, slot, config);
    arm.answerSite(exchange, 200);
  }

  private void changeSite(Exchange exchange, App app, Fields body) {
    Notes.Site before = arm.notes().site(app.name());
    Optional<Notes.Farm> farm = body.object("properties").text("serverFarmId").map(farms::byId);
    Optional<Plan> plan = farm.map(Farms::plan).filter(it -> !it.equals(app.plan()));
    if (plan.isPresent()) {
      Arm.await(exchange, slots.apps().changePlan(app.name(), plan.get()));
    }
    Map<String, String> tags = tags(body);
    Notes.Site after =
        new Notes.Site(
            body.text("kind").orElse(before.kind()),
            body.text("location").orElse(before.location()),
            farm.map(Notes.Farm::name)
                .filter(it -> arm.notes().farm(it).isPresent())
                .orElse(before.farm()),
            tags == null ? before.tags() : tags);
    if (!after.equals(before)) {
      arm.notes().note(app.name(), after);
    }
  }

  private void deleteSite(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    Arm.await(exchange, slots.apps().deleteWithSlots(app.name()));
    arm.notes().forget(app.name());
    exchange.answer(200);
  }

  private void deleteSlot(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    Arm.await(exchange, slots.slots().delete(app.name(), exchange.slot()));
    exchange.answer(200);
  }

  private void start(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    if (app.slot(exchange.slot()).stopped()) {
      App started = slots.slots().start(app.name(), exchange.slot());
      exchange.note("app", started.name().spelling());
    }
    exchange.answer(200);
  }

  private void stop(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    if (!app.slot(exchange.slot()).stopped()) {
      App stopped = slots.slots().stop(app.name(), exchange.slot());
      exchange.note("app", stopped.name().spelling());
    }
    exchange.answer(200);
  }

  /** An empty slot has nothing to restart, which is no error there. */
  private void restart(Exchange exchange) {
    arm.requirePlace(exchange);
    App app = arm.app(exchange);
    Optional<Deployed> deployed = app.slot(exchange.slot()).deployed();
    if (deployed.isPresent()) {
      Arm.await(exchange, slots.slots().restart(app.name(), exchange.slot()));
    }
    exchange.answer(200);
  }
}
