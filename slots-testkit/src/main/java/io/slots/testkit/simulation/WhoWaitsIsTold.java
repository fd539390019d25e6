package io.slots.testkit.simulation;

/**
 * Whoever waits at a living engine for the end of an operation hears of it, whichever engine has
 * driven it to its end.
 */
final class WhoWaitsIsTold implements WorldRule {
  @Override
  public String rule() {
    return "S8.1 who waits is told";
  }

  @Override
  public void atRest(Town town) {
    for (Town.Told told : town.waiting()) {
      throw broken(
          town,
          told.app()
              + ": at engine "
              + told.engine()
              + " somebody waits for "
              + told.running().id()
              + " still");
    }
  }
}
