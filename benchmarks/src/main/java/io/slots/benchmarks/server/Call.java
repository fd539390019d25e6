package io.slots.benchmarks.server;

import java.util.Random;

/**
 * One kind of request, and how often it comes.
 *
 * @param weight of a hundred requests, how many are of this kind
 * @param method the method
 * @param path the path, where {@code %s} is the app
 * @param body the body
 */
record Call(int weight, String method, String path, String body) {
  private static final String SITE =
      "/subscriptions/s/resourceGroups/g/providers/Microsoft.Web/sites/%s";
  private static final String VERSION = "?api-version=2024-04-01";

  /** What clients ask when they look and configure: three reads for one write. */
  private static final Call[] MIX = {
    new Call(25, "GET", SITE + VERSION, ""),
    new Call(15, "GET", SITE + "/slots/staging" + VERSION, ""),
    new Call(10, "GET", SITE + "/slots" + VERSION, ""),
    new Call(10, "GET", SITE + "/config/web" + VERSION, ""),
    new Call(10, "POST", SITE + "/config/appsettings/list" + VERSION, ""),
    new Call(5, "GET", "/api/v1/apps/%s/history", ""),
    new Call(
        15,
        "PUT",
        SITE + "/slots/staging/config/appsettings" + VERSION,
        "{\"properties\":{\"NUMBER\":\"#\",\"DATABASE\":\"test\",\"GREETING\":\"hello\"}}"),
    new Call(
        10,
        "PATCH",
        "/api/v1/apps/%s/slots/production/settings",
        "{\"set\":[{\"name\":\"NUMBER\",\"value\":\"#\"}]}")
  };

  static Call draw(Random random) {
    int left = random.nextInt(100);
    for (Call call : MIX) {
      left -= call.weight();
      if (left < 0) {
        return call;
      }
    }
    throw new IllegalStateException("the weights are not a hundred");
  }
}
