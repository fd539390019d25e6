package io.slots.jdbc;

import com.google.common.collect.ImmutableList;
import io.slots.spi.StoreException;
import javax.crypto.SecretKey;

/**
 * Encrypts the values of settings before they are stored, and paths to warm up, of which one is the
 * value of a setting. The embedder supplies it, with its key. Names of settings, and all else, are
 * stored in the clear.
 *
 * <p>Safe for use by several threads. No exception holds a value or a key.
 */
public interface SecretsAtRest {
  /**
   * Returns {@code value} encrypted, as text.
   *
   * @param value the value of a setting, or a path
   * @param place where it stands (app, category, name; app, number of the path); {@link #decrypt}
   *     gets the same. Who authenticates it prevents that one value is put in the place of another
   */
  String encrypt(String value, String place);

  /**
   * Returns the value of what {@link #encrypt} returned.
   *
   * @throws StoreException if it cannot be decrypted
   */
  String decrypt(String encrypted, String place);

  /**
   * Returns encryption by AES in Galois/Counter Mode, with a random nonce for each value.
   *
   * @param key of 128, 192 or 256 bits; encrypts
   * @param former keys that encrypted before; they only decrypt
   */
  static SecretsAtRest aesGcm(SecretKey key, SecretKey... former) {
    return new AesGcm(ImmutableList.<SecretKey>builder().add(key).add(former).build());
  }
}
