package io.slots.jdbc;

import com.google.common.base.Joiner;
import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import io.slots.EngineId;
import io.slots.app.AppName;
import io.slots.jdbc.form.Parts;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;

/**
 * A record as it lies in its table.
 *
 * @param name the app's name; its lower case is the key
 * @param version the record's version
 * @param fencingToken its highest token
 * @param needsEngine whether an engine has to go on with it
 * @param engine the engine that looks after it
 * @param hosts the host names of its slots, in their order
 * @param parts its documents
 */
record Row(
    AppName name,
    long version,
    long fencingToken,
    boolean needsEngine,
    Optional<EngineId> engine,
    List<String> hosts,
    Parts parts) {

  static Row of(AppRecord record, Parts parts) {
    List<String> hosts =
        record.app().slots().keySet().stream()
            .map(it -> record.app().host(it).value())
            .sorted()
            .toList();
    return new Row(
        record.name(),
        record.version(),
        record.fencingToken(),
        record.needsEngine(),
        record.engine(),
        hosts,
        parts);
  }

  /** The host names as one column. */
  String hostsColumn() {
    return Joiner.on(' ').join(hosts);
  }

  /** The engine as a column. */
  String engineColumn() {
    return engine.map(EngineId::toString).orElse("");
  }

  /** The checksum over all columns, which tells whether anything changed them on the disk. */
  long checksum() {
    Hasher hasher = Hashing.crc32c().newHasher();
    hasher.putLong(version).putLong(fencingToken).putBoolean(needsEngine);
    put(hasher, name.spelling());
    put(hasher, hostsColumn());
    put(hasher, parts.app());
    put(hasher, parts.facts().orElse(""));
    put(hasher, parts.progress().orElse(""));
    put(hasher, parts.paused());
    put(hasher, parts.queue());
    engine.ifPresent(it -> put(hasher, it.toString())); // Schema 1 had none.
    return hasher.hash().padToLong();
  }

  private static void put(Hasher hasher, String column) {
    hasher.putInt(column.length()).putUnencodedChars(column);
  }
}
