package io.slots.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class OutputTest {
  @Test
  void whoWritesWithoutEnd_doesNotKeepTheReader() throws IOException {
    try (Endless in = new Endless()) {
      Output output = new Output(Mask.of(List.of()), 10);

      assertThat(output.takeFrom(in)).isTrue();

      assertThat(in.read).isEqualTo(Endless.AVAILABLE);
      assertThat(output.masked()).isEqualTo("…yyyyyyyyyy");
    }
  }

  /** Has as much again as soon as something was read. */
  private static final class Endless extends InputStream {
    static final int AVAILABLE = 65_536;
    private int read;

    @Override
    public int available() {
      return AVAILABLE;
    }

    @Override
    public int read() {
      read++;
      return 'y';
    }

    @Override
    public int read(byte[] bytes, int offset, int length) {
      assertThat(read).as("bytes read").isLessThan(2 * AVAILABLE);
      Arrays.fill(bytes, offset, offset + length, (byte) 'y');
      read += length;
      return length;
    }
  }
}
