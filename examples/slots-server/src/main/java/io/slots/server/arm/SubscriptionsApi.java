package io.slots.server.arm;

import io.slots.RefusedException;
import io.slots.app.AppName;
import io.slots.server.http.Action;
import io.slots.server.http.Exchange;
import io.slots.server.http.Right;
import io.slots.server.http.Verb;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What clients ask before they come to sites: subscriptions, resource groups, whether a name is
 * free.
 */
final class SubscriptionsApi {
  private final Arm arm;

  SubscriptionsApi(Arm arm) {
    this.arm = arm;
  }

  List<Action> actions() {
    String groups = Arm.SUBSCRIPTION + "/resourceGroups";
    return List.of(
        Arm.action(Verb.GET, "/tenants", Right.READ, this::tenants),
        Arm.action(Verb.GET, Arm.WEB + "/webAppStacks", Right.READ, SubscriptionsApi::webStacks),
        Arm.action(Verb.GET, Arm.WEB + "/functionAppStacks", Right.READ, SubscriptionsApi::stacks),
        Arm.action(Verb.GET, "/subscriptions", Right.READ, this::list),
        Arm.action(Verb.GET, Arm.SUBSCRIPTION, Right.READ, this::get),
        Arm.action(Verb.GET, groups, Right.READ, this::groups),
        Arm.action(Verb.GET, groups + "/{group}", Right.READ, this::group),
        Arm.action(Verb.HEAD, groups + "/{group}", Right.READ, this::hasGroup),
        Arm.action(Verb.PUT, groups + "/{group}", Right.OPERATE, this::group),
        Arm.action(
            Verb.POST,
            Arm.SUBSCRIPTION + Arm.WEB + "/checknameavailability",
            Right.READ,
            this::isFree));
  }

  /** Any program will do; there are none to choose from. */
  private static void stacks(Exchange exchange) {
    Place.requireVersion(exchange);
    exchange.answer(200, Resource.page(List.of()));
  }

  /** The command line makes no web app where it cannot tell a default of this one. */
  private static void webStacks(Exchange exchange) {
    Place.requireVersion(exchange);
    Map<String, @Nullable Object> runtime =
        Resource.of(
            "runtimeVersion", "~18",
            "isPreview", false,
            "isDeprecated", false,
            "isHidden", false,
            "remoteDebuggingSupported", false,
            "gitHubActionSettings", Resource.of("isSupported", false));
    Map<String, @Nullable Object> minor =
        Resource.of(
            "displayText", "Node 18 LTS",
            "value", "18-lts",
            "stackSettings", Resource.of("windowsRuntimeSettings", runtime));
    Map<String, @Nullable Object> major =
        Resource.of("displayText", "Node 18", "value", "18", "minorVersions", List.of(minor));
    exchange.answer(
        200,
        Resource.page(
            List.of(
                Resource.named(
                    null,
                    "node",
                    "Microsoft.Web/webAppStacks",
                    Resource.of(
                        "displayText", "Node",
                        "value", "node",
                        "preferredOs", "windows",
                        "majorVersions", List.of(major))))));
  }

  private void tenants(Exchange exchange) {
    Place.requireVersion(exchange);
    exchange.answer(
        200,
        Resource.page(
            List.of(
                Resource.of(
                    "id",
                    "/tenants/" + LoginApi.TENANT,
                    "tenantId",
                    LoginApi.TENANT,
                    "displayName",
                    "Slots"))));
  }

  private void list(Exchange exchange) {
    exchange.answer(200, Resource.page(List.of(subscription(arm.place(exchange)))));
  }

  private void get(Exchange exchange) {
    exchange.answer(200, subscription(arm.place(exchange)));
  }

  private static Map<String, @Nullable Object> subscription(Place place) {
    return Resource.of(
        "id",
        "/subscriptions/" + place.subscription(),
        "subscriptionId",
        place.subscription(),
        "tenantId",
        LoginApi.TENANT,
        "displayName",
        "Slots",
        "state",
        "Enabled",
        "authorizationSource",
        "RoleBased");
  }

  private void groups(Exchange exchange) {
    exchange.answer(200, Resource.page(List.of(resource(arm.place(exchange)))));
  }

  /** A group is a name and nothing else: whoever makes one finds it made. */
  private void group(Exchange exchange) {
    exchange.answer(200, resource(arm.place(exchange)));
  }

  private void hasGroup(Exchange exchange) {
    arm.requirePlace(exchange);
    exchange.answer(204);
  }

  private Map<String, @Nullable Object> resource(Place place) {
    Map<String, @Nullable Object> resource =
        Resource.named(
            place.groupId(),
            place.group(),
            "Microsoft.Resources/resourceGroups",
            Resource.of("provisioningState", "Succeeded"));
    resource.put("location", arm.config().location());
    return resource;
  }

  private void isFree(Exchange exchange) {
    arm.requirePlace(exchange);
    String name = Fields.of(exchange.body()).required("name");
    exchange.answer(200, availability(name));
  }

  private Map<String, @Nullable Object> availability(String name) {
    try {
      return arm.slots().apps().find(AppName.of(name)).isEmpty()
          ? Resource.of("nameAvailable", true, "reason", null, "message", null)
          : taken("AlreadyExists", "there is an app of that name");
    } catch (RefusedException e) {
      return taken("Invalid", e.refusal().sentence());
    }
  }

  private static Map<String, @Nullable Object> taken(String reason, String message) {
    return Resource.of("nameAvailable", false, "reason", reason, "message", message);
  }
}
