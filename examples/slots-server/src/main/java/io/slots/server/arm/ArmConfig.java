package io.slots.server.arm;

import java.util.Optional;

/**
 * What Azure's clients are told. The library has neither subscriptions nor resource groups: unless
 * one is given here, any name does, and all lead to the same apps.
 *
 * @param subscription the only subscription that there is, if there is just one
 * @param resourceGroup the only resource group that there is, if there is just one
 * @param location where it all is, as clients are told
 */
public record ArmConfig(
    Optional<String> subscription, Optional<String> resourceGroup, String location) {
  /** The subscription that is told where none is given. */
  static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000000";

  /** The resource group that is told where a path names none and none is given. */
  static final String GROUP = "slots";

  /** Returns what takes any subscription and group. */
  public static ArmConfig anything() {
    return new ArmConfig(Optional.empty(), Optional.empty(), "local");
  }
}
