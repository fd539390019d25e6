package io.slots.server.arm;

import io.slots.OperationId;
import io.slots.app.App;
import io.slots.app.Deployed;
import io.slots.app.LastSwap;
import io.slots.app.OperatingSystem;
import io.slots.app.Slot;
import io.slots.app.SlotName;
import io.slots.core.Operations;
import io.slots.operation.Operation;
import io.slots.operation.Swap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An app or a slot, as Azure's clients see it: a site. */
final class SiteResource {
  private final Notes notes;
  private final Operations operations;
  private final ArmConfig config;

  SiteResource(Notes notes, Operations operations, ArmConfig config) {
    this.notes = notes;
    this.operations = operations;
    this.config = config;
  }

  static String type(SlotName slot) {
    return slot.isProduction() ? "Microsoft.Web/sites" : "Microsoft.Web/sites/slots";
  }

  /** {@code shop}, or {@code shop/staging}. */
  static String name(App app, SlotName slot) {
    return app.name().spelling() + (slot.isProduction() ? "" : "/" + slot.spelling());
  }

  String kind(App app) {
    return Optional.ofNullable(notes.site(app.name()).kind()).orElse("app");
  }

  String location(App app) {
    return Optional.ofNullable(notes.site(app.name()).location()).orElse(config.location());
  }

  /** The name of the farm that the app is on; one that is only told where it has none. */
  String farm(App app) {
    return Optional.ofNullable(notes.site(app.name()).farm())
        .orElse(app.name().spelling() + Farms.UNNAMED);
  }

  Map<String, @Nullable Object> of(Place place, App app, SlotName name) {
    Slot slot = app.slot(name);
    Notes.Site note = notes.site(app.name());
    return Resource.of(
        "id", place.siteId(app, slot.name()),
        "name", name(app, slot.name()),
        "type", type(slot.name()),
        "kind", kind(app),
        "location", location(app),
        "tags", note.tags(),
        "properties", properties(place, app, slot));
  }

  private Map<String, @Nullable Object> properties(Place place, App app, Slot slot) {
    String host = app.host(slot.name()).value();
    String scm = host.replaceFirst("\\.", ".scm.");
    boolean production = slot.name().isProduction();
    return Resource.of(
        "name",
        production
            ? app.name().spelling()
            : app.name().spelling() + "(" + slot.name().spelling() + ")",
        "state",
        slot.stopped() ? "Stopped" : "Running",
        "hostNames",
        List.of(host),
        "defaultHostName",
        host,
        "enabledHostNames",
        List.of(host, scm),
        "hostNameSslStates",
        List.of(),
        "repositorySiteName",
        app.name().spelling(),
        "resourceGroup",
        place.group(),
        "usageState",
        "Normal",
        "availabilityState",
        "Normal",
        "enabled",
        true,
        "adminEnabled",
        true,
        "serverFarmId",
        place.farmId(farm(app)),
        "reserved",
        app.planOf(slot.name()).os() == OperatingSystem.LINUX,
        "siteConfig",
        null,
        "httpsOnly",
        false,
        "clientAffinityEnabled",
        true,
        "clientCertEnabled",
        false,
        "hostNamesDisabled",
        false,
        "containerSize",
        0,
        "deploymentId",
        deploymentId(app, slot),
        "buildVersion",
        slot.deployed().map(it -> it.content().version()).orElse(null),
        "targetBuildVersion",
        null,
        "targetSwapSlot",
        targetSwapSlot(app, slot.name()),
        "slotSwapStatus",
        slot.lastSwap().map(SiteResource::status).orElse(null),
        "inProgressOperationId",
        operations
            .current(app.name())
            .filter(it -> it.holds(slot.name()))
            .map(Operation::id)
            .map(OperationId::value)
            .orElse(null));
  }

  private static String deploymentId(App app, Slot slot) {
    return slot.deployed()
        .map(Deployed::content)
        .map(it -> it.id().value())
        .orElse(
            app.name().spelling()
                + (slot.name().isProduction() ? "" : "__" + slot.name().folded()));
  }

  /** Of a swap that pauses, each slot names the other. */
  private @Nullable String targetSwapSlot(App app, SlotName slot) {
    return operations.paused(app.name()).stream()
        .map(Operation::task)
        .filter(it -> it instanceof Swap swap && swap.slots().contains(slot))
        .map(Swap.class::cast)
        .map(swap -> swap.source().equals(slot) ? swap.target() : swap.source())
        .map(SiteResource::told)
        .findFirst()
        .orElse(null);
  }

  private static Map<String, @Nullable Object> status(LastSwap swap) {
    return Resource.of(
        "timestampUtc", swap.at(),
        "sourceSlotName", told(swap.source()),
        "destinationSlotName", told(swap.target()));
  }

  private static String told(SlotName slot) {
    return slot.isProduction() ? "Production" : slot.spelling();
  }
}
