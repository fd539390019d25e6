package io.slots.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Adds up what a row holds. The JDK's own, as processors have an instruction for it. */
final class Checksum {
  private final CRC32C sum = new CRC32C();

  Checksum with(long number) {
    sum.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
    return this;
  }

  /** With its length, so that nothing can move from one column to the next. */
  Checksum with(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    with(bytes.length);
    sum.update(bytes);
    return this;
  }

  long value() {
    return sum.getValue();
  }
}
