package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.slots.spi.StoreException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/** AES in Galois/Counter Mode: a nonce of 96 bits, then the text and its tag of 128 bits. */
final class AesGcm implements SecretsAtRest {
  private static final String TRANSFORMATION = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final SecureRandom random = new SecureRandom();
  private final List<SecretKey> keys;

  /** With the keys that may have encrypted; the first encrypts. */
  AesGcm(List<SecretKey> keys) {
    this.keys = keys;
  }

  @Override
  public String encrypt(String value, String place) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, keys.get(0), nonce, place).doFinal(bytes(value));
      byte[] all = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new StoreException("the value of " + place + " cannot be encrypted; check the key", e);
    }
  }

  @Override
  public String decrypt(String encrypted, String place) {
    for (SecretKey key : keys) {
      Optional<String> value = decrypt(key, encrypted, place);
      if (value.isPresent()) {
        return value.get();
      }
    }
    throw new StoreException(
        "the value of "
            + place
            + " was encrypted by another key, or changed since; give the store the key that"
            + " encrypted it, as a former one if there is a new one");
  }

  /** Returns nothing if the tag is wrong: another key may have encrypted it. */
  private static Optional<String> decrypt(SecretKey key, String encrypted, String place) {
    try {
      ByteBuffer all = ByteBuffer.wrap(Base64.getDecoder().decode(encrypted));
      byte[] nonce = new byte[NONCE_BYTES];
      all.get(nonce);
      byte[] text = new byte[all.remaining()];
      all.get(text);
      return Optional.of(
          new String(cipher(Cipher.DECRYPT_MODE, key, nonce, place).doFinal(text), UTF_8));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException | IllegalArgumentException | BufferUnderflowException e) {
      throw new StoreException(
          "the value of " + place + " cannot be decrypted; check the key and what is stored", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String place)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION);
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(bytes(place));
    return cipher;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }
}
