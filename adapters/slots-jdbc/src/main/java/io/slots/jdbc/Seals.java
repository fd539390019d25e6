package io.slots.jdbc;

import io.slots.form.Seal;
import io.slots.spi.StoreException;
import java.util.Optional;

/** Lets the stored form use what the embedder supplied, or nothing. */
final class Seals implements Seal {
  private final Optional<SecretsAtRest> secrets;

  Seals(Optional<SecretsAtRest> secrets) {
    this.secrets = secrets;
  }

  @Override
  public Optional<String> close(String value, String place) {
    return secrets.map(it -> it.encrypt(value, place));
  }

  @Override
  public String open(String sealed, String place) {
    return secrets
        .orElseThrow(
            () ->
                new StoreException(
                    "the value of "
                        + place
                        + " is encrypted, and the store was opened without a key; give it its"
                        + " SecretsAtRest"))
        .decrypt(sealed, place);
  }
}
