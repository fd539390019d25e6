package io.slots.form;

import java.util.Optional;

/** Seals what it is given by turning it round, and opens it at the same place only. */
record Turned() implements Seal {
  @Override
  public Optional<String> close(String value, String place) {
    return Optional.of(place + "=" + turned(value));
  }

  @Override
  public String open(String sealed, String place) {
    if (!sealed.startsWith(place + "=")) {
      throw new AssertionError(sealed + " is not of " + place);
    }
    return turned(sealed.substring(place.length() + 1));
  }

  private static String turned(String text) {
    return new StringBuilder(text).reverse().toString();
  }
}
