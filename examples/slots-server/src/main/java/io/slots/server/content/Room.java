package io.slots.server.content;

import io.slots.server.http.Trouble;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/**
 * The disk that packages are kept on, which has an end.
 *
 * @param directory where they are kept
 */
record Room(Path directory) {
  /** Where less is left, a write that failed has failed for that. */
  private static final long NOTHING = 1 << 16;

  /**
   * Writes something.
   *
   * @throws io.slots.server.http.TroubleException 507 if there is no room for it
   * @throws IOException if it cannot be written for another reason
   */
  <T> T using(Callable<T> writing) throws IOException {
    try {
      return writing.call();
    } catch (IOException e) {
      if (isFull(e)) {
        throw Trouble.of(
                507,
                "InsufficientStorage",
                "the server has no room left for packages; nothing of this one was kept, and"
                    + " nothing was deployed")
            .exception();
      }
      throw e;
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Java has no exception for it, and the system's words for it depend on its language. */
  private boolean isFull(IOException e) throws IOException {
    String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left")
        || message.contains("quota exceeded")
        || Files.getFileStore(directory).getUsableSpace() < NOTHING;
  }
}
