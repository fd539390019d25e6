package io.slots.server.arm;

import io.slots.RefusedException;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.OperatingSystem;
import io.slots.app.Plan;
import io.slots.server.http.Trouble;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Server farms, and the plans that they are to the library. */
final class Farms {
  /** What is added to an app's name to name the farm that it has if it has none. */
  static final String UNNAMED = "-plan";

  private final Arm arm;

  Farms(Arm arm) {
    this.arm = arm;
  }

  /** The farm of that name; an app that is on none has one of its own that is only told. */
  Optional<Notes.Farm> find(String name) {
    return arm.notes().farm(name).or(() -> unnamed(name));
  }

  private Optional<Notes.Farm> unnamed(String name) {
    if (!name.toLowerCase(Locale.ROOT).endsWith(UNNAMED)) {
      return Optional.empty();
    }
    return app(name.substring(0, name.length() - UNNAMED.length()))
        .filter(it -> arm.resource().farm(it).equalsIgnoreCase(name))
        .map(it -> told(name, it));
  }

  private Optional<App> app(String name) {
    try {
      return arm.slots().apps().find(AppName.of(name));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private Notes.Farm told(String name, App app) {
    Plan plan = app.plan();
    return new Notes.Farm(
        name,
        Skus.sku(plan.tier()),
        plan.workers(),
        plan.os() == OperatingSystem.LINUX,
        arm.config().location(),
        null);
  }

  /** The farm that a site's {@code serverFarmId} names. */
  Notes.Farm byId(String id) {
    String name = id.substring(id.lastIndexOf('/') + 1);
    return find(name)
        .orElseThrow(
            () ->
                Trouble.notFound(
                    "ServerFarmNotFound",
                    "there is no server farm \"" + name + "\"; make it first"));
  }

  static Plan plan(Notes.Farm farm) {
    return Skus.plan(farm.sku(), farm.capacity(), farm.linux());
  }

  Map<String, @Nullable Object> resource(Place place, Notes.Farm farm) {
    Plan plan = plan(farm);
    Map<String, @Nullable Object> sku =
        Resource.of(
            "name", farm.sku(),
            "size", farm.sku(),
            "family", farm.sku().replaceAll("[0-9].*", ""),
            "tier", Skus.tierName(plan.tier()),
            "capacity", farm.capacity());
    return Resource.of(
        "id", place.farmId(farm.name()),
        "name", farm.name(),
        "type", "Microsoft.Web/serverfarms",
        "kind", farm.linux() ? "linux" : "app",
        "location", farm.location(),
        "tags", farm.tags(),
        "sku", sku,
        "properties",
            Resource.of(
                "status", "Ready",
                "provisioningState", "Succeeded",
                "reserved", farm.linux(),
                "perSiteScaling", false,
                "maximumNumberOfWorkers", 100_000,
                "numberOfWorkers", farm.capacity(),
                "currentNumberOfWorkers", farm.capacity(),
                "numberOfSites", arm.notes().appsOn(farm.name()).size(),
                "resourceGroup", place.group()));
  }
}
