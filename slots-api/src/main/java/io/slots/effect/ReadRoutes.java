package io.slots.effect;

import io.slots.app.AppName;

/**
 * Reads which routing table is in force.
 *
 * @param app whose table it is
 */
public record ReadRoutes(AppName app) implements Effect {
  @Override
  public String describe() {
    return "read the routes in force";
  }
}
