package io.slots.proxy.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import io.slots.RefusedException;
import io.slots.SlotsException;
import io.slots.app.AppName;
import io.slots.local.StateDirectoryException;
import io.slots.local.state.DirectoryLock;
import io.slots.local.state.DurableFile;
import io.slots.local.state.OwnerOnly;
import io.slots.proxy.admission.Keeper;
import io.slots.proxy.admission.Kept;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in force, in a file for each app: {@code routes/shop}. One proxy at a time has the
 * directory. Blocks; safe for use by several threads.
 */
public final class RouteFiles implements Keeper, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RouteFiles.class);

  private final DirectoryLock lock;
  private final Path directory;
  private final Map<AppName, Kept> inForce = new HashMap<>();

  /** Those of whom the file may hold what did not come into force. Read without the lock too. */
  private final Set<AppName> unsure = ConcurrentHashMap.newKeySet();

  private boolean closed;

  private RouteFiles(DirectoryLock lock, Path directory) {
    this.lock = lock;
    this.directory = directory;
  }

  /**
   * Takes {@code directory}, which is made if need be, and reads what is kept there. What has not
   * the name of a table is left alone, but for what a crash left of our own writes.
   *
   * @throws StateDirectoryException if it is in use, cannot be read, or is damaged: the proxy would
   *     not know what was in force, nor which tables are older
   */
  public static RouteFiles open(Path directory) {
    try {
      OwnerOnly.makeDirectory(directory);
      Path real = directory.toRealPath();
      Path routes = real.resolve("routes");
      OwnerOnly.makeDirectory(routes);
      DirectoryLock lock = DirectoryLock.take(real);
      try {
        RouteFiles files = new RouteFiles(lock, routes);
        files.readAll();
        return files;
      } catch (IOException | RuntimeException | Error e) {
        try {
          lock.close();
        } catch (StateDirectoryException second) {
          e.addSuppressed(second);
        }
        throw e;
      }
    } catch (IOException e) {
      throw new StateDirectoryException("cannot use " + directory + " as state directory", e);
    }
  }

  private void readAll() throws IOException {
    DurableFile.sweep(directory, RouteFiles::isNameOfTable);
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        if (isNameOfTable(file.getFileName().toString()) && Files.isRegularFile(file)) {
          Kept kept = read(file);
          inForce.put(kept.app(), kept);
        } else {
          log.info("{} is no table, and is left alone", file);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
  }

  private static boolean isNameOfTable(String name) {
    try {
      return AppName.of(name).folded().equals(name);
    } catch (RefusedException e) {
      return false; // An editor's, or the platform's: no app is called so.
    }
  }

  private Kept read(Path file) throws IOException {
    try {
      Kept kept = KeptForm.read(Files.readString(file, UTF_8));
      if (file(kept.app()).equals(file)
          && kept.table().map(table -> table.app().equals(kept.app())).orElse(true)) {
        return kept;
      }
      throw new IllegalArgumentException("it tells of app " + kept.app());
    } catch (IllegalArgumentException | SlotsException | CharacterCodingException e) {
      throw new StateDirectoryException(
          "the routes in "
              + file
              + " are damaged: "
              + e.getMessage()
              + ". The proxy does not start, for it would not know what was in force, nor which"
              + " tables are older. Put back the file as it was; or delete it, if no engine of"
              + " before is left, and have the routes published anew",
          e);
    }
  }

  /** What was in force when the directory was taken, or has come into force since. */
  public synchronized ImmutableList<Kept> all() {
    return ImmutableList.copyOf(inForce.values());
  }

  @Override
  public synchronized void keep(Kept kept) {
    settle(kept.app());
    write(kept);
  }

  @Override
  public synchronized void settle(AppName app) {
    if (unsure.contains(app)) {
      write(Optional.ofNullable(inForce.get(app)).orElse(new Kept(app, 0, Optional.empty())));
    }
  }

  @Override
  public synchronized void settleAll() {
    ImmutableList.copyOf(unsure).forEach(this::settle);
  }

  @Override
  public boolean isSure(AppName app) {
    return !unsure.contains(app);
  }

  private void write(Kept kept) {
    Path file = file(kept.app());
    if (closed) {
      throw new StateDirectoryException("nothing is written to " + file + ": the proxy is closed");
    }
    try {
      DurableFile staged = DurableFile.stage(file, KeptForm.write(kept).getBytes(UTF_8));
      // From here on it is not known which of the two a restart would find, until it is in place.
      unsure.add(kept.app());
      staged.place();
    } catch (IOException e) {
      throw new StateDirectoryException(
          "cannot write " + file + ", so that the routes of " + kept.app() + " stay as they are",
          e);
    }
    unsure.remove(kept.app());
    inForce.put(kept.app(), kept);
  }

  private Path file(AppName app) {
    return directory.resolve(app.folded());
  }

  /**
   * Lets the next proxy have the directory, when what is being written is. Further calls do
   * nothing.
   *
   * @throws StateDirectoryException if the platform does not
   */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true; // The next proxy may write now, and the lock is its.
      lock.close();
    }
  }
}
