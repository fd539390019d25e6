package io.slots.jdbc;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import io.slots.app.AppName;
import io.slots.form.Written;
import io.slots.spi.AppRecord;
import io.slots.spi.StoreAnswer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Remembers records as they were written last, with their documents, so that what has not changed
 * need not be written down anew. Where nobody else writes, they need not be read either.
 */
final class Memory {
  private final Cache<AppName, Remembered> records;

  /** Remembers so many records at most. */
  Memory(long most) {
    records = CacheBuilder.newBuilder().maximumSize(most).build();
  }

  Optional<Remembered> of(AppName app) {
    return Optional.ofNullable(records.getIfPresent(app));
  }

  void remember(Written written, Row row) {
    records.put(row.name(), new Remembered(written, row));
  }

  /** Returns what is to be noted of the write of {@code row}. */
  Note writing(Written written, Row row) {
    return new Note(row.name(), new Remembered(written, row));
  }

  /** Returns what is to be noted of the deletion of {@code app}. */
  Note deleting(AppName app) {
    return new Note(app, null);
  }

  /** A record and what it was written down as. */
  record Remembered(Written written, Row row) {
    AppRecord record() {
      return written.record();
    }
  }

  /** What to note of a write when it is known what came of it. */
  final class Note {
    private final AppName app;
    private final @Nullable Remembered written;

    private Note(AppName app, @Nullable Remembered written) {
      this.app = app;
      this.written = written;
    }

    void answered(StoreAnswer answer) {
      if (!(answer instanceof StoreAnswer.Written)) {
        return;
      }
      if (written == null) {
        records.invalidate(app);
      } else {
        records.put(app, written);
      }
    }

    /** It may have been written or not. */
    void unknown() {
      records.invalidate(app);
    }
  }
}
