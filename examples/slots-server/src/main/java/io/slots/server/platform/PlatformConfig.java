package io.slots.server.platform;

import io.slots.operation.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the platform is wired.
 *
 * @param name what the engine is called
 * @param directory where everything is kept
 * @param database the database of the store; a file in the directory if absent
 * @param secretsKey a file with the key, in hexadecimal digits, by which values of settings are
 *     encrypted in the store; they are stored in the clear if absent
 * @param router what routes
 * @param limits the limits of operations
 * @param startDeadline how long an instance may take to listen
 * @param packageLimit how many bytes a package may have
 */
public record PlatformConfig(
    String name,
    Path directory,
    Optional<Database> database,
    Optional<Path> secretsKey,
    RouterConfig router,
    Limits limits,
    Duration startDeadline,
    long packageLimit) {
  /**
   * A PostgreSQL database.
   *
   * @param url its JDBC address
   * @param user the user
   * @param password the user's password
   */
  public record Database(String url, String user, String password) {
    /** Returns where it is, not what opens it. */
    @Override
    public String toString() {
      return url.replaceAll("\\?.*", "");
    }
  }
}
