package io.slots.server.arm;

import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.app.SlotName;
import io.slots.server.http.Exchange;
import io.slots.server.http.Trouble;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a request points to: subscription and resource group, as the path has them. What is below
 * has its identity from them.
 *
 * @param subscription the subscription
 * @param group the resource group
 */
record Place(String subscription, String group) {
  private static final Pattern VERSION =
      Pattern.compile("20[0-9]{2}-[01][0-9]-[0-3][0-9](-preview)?");
  private static final String OLDEST = "2015-08-01";

  /** Reads the place that the path names. */
  static Place of(Exchange exchange, ArmConfig config) {
    requireVersion(exchange);
    String subscription =
        exchange.hasParam("subscription")
            ? exchange.param("subscription")
            : config.subscription().orElse(ArmConfig.SUBSCRIPTION);
    if (config.subscription().filter(it -> !it.equalsIgnoreCase(subscription)).isPresent()) {
      throw Trouble.notFound(
          "SubscriptionNotFound",
          "this server has no subscription \""
              + subscription
              + "\"; it has "
              + config.subscription().get());
    }
    String group =
        exchange.hasParam("group")
            ? exchange.param("group")
            : config.resourceGroup().orElse(ArmConfig.GROUP);
    if (config.resourceGroup().filter(it -> !it.equalsIgnoreCase(group)).isPresent()) {
      throw Trouble.notFound(
          "ResourceGroupNotFound",
          "this server has no resource group \""
              + group
              + "\"; it has "
              + config.resourceGroup().get());
    }
    return new Place(subscription, group);
  }

  /** Versions differ in what they have more; what is served here, all of them have. */
  static void requireVersion(Exchange exchange) {
    String version =
        exchange
            .query("api-version")
            .orElseThrow(
                () ->
                    Trouble.of(
                            400,
                            "MissingApiVersionParameter",
                            "the query parameter api-version is required for all requests")
                        .exception());
    if (!VERSION.matcher(version.toLowerCase(Locale.ROOT)).matches()
        || version.compareTo(OLDEST) < 0) {
      throw Trouble.of(
              400,
              "InvalidApiVersionParameter",
              "that api-version is not known; any from "
                  + OLDEST
                  + " on is, written as a date, such as 2024-04-01")
          .exception();
    }
  }

  /** The identity of the resource group. */
  String groupId() {
    return "/subscriptions/" + subscription + "/resourceGroups/" + group;
  }

  /** The identity of a server farm. */
  String farmId(String farm) {
    return groupId() + "/providers/Microsoft.Web/serverfarms/" + farm;
  }

  /** The identity of a site, which is an app or one of its slots. */
  String siteId(App app, SlotName slot) {
    return siteId(app.name()) + (slot.isProduction() ? "" : "/slots/" + slot.spelling());
  }

  private String siteId(AppName app) {
    return groupId() + "/providers/Microsoft.Web/sites/" + app.spelling();
  }
}
