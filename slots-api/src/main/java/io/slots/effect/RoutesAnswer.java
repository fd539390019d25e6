package io.slots.effect;

/** What came of {@link PublishRoutes}. No answer, or a failure, means "unknown". */
public sealed interface RoutesAnswer {
  /**
   * The whole data plane serves the table: each request admitted from now on goes by it.
   *
   * @param generation of the table in force: the published one, or a newer one of the same content
   */
  record InForce(RoutingGeneration generation) implements RoutesAnswer {}

  /**
   * The table is not in force and never will be, for it is older than the one in force or the
   * router does not take it. Nothing changed.
   *
   * @param reason why, in plain words; the router's own where there are any
   */
  record Refused(String reason) implements RoutesAnswer {}
}
