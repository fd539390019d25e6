package io.slots.examples.stage.verdict;

/**
 * What may answer on production's host: a version, and the slot whose settings it then has.
 *
 * @param version the version
 * @param environment the slot, as it is spelled in the setting {@code ENVIRONMENT}
 */
public record Candidate(String version, String environment) {
  private static final String PRODUCTION = "production";

  /** Returns the version that production itself has. */
  static Candidate ofProduction(String version) {
    return new Candidate(version, PRODUCTION);
  }

  /** Says whether it may have answered as what gives this version and environment. */
  boolean mayBe(String version, String environment) {
    return this.version.equals(version)
        && (environment.isEmpty() || this.environment.equals(environment));
  }
}
