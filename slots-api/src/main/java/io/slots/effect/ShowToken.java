package io.slots.effect;

import io.slots.app.AppName;

/**
 * Shows every part of the platform the fencing token of the engine that has taken an operation
 * over, so that they refuse what its former engine has sent, or sends, late (S9.4).
 *
 * @param app the app
 */
public record ShowToken(AppName app) implements Effect {
  @Override
  public String describe() {
    return "show the new fencing token to every part";
  }
}
