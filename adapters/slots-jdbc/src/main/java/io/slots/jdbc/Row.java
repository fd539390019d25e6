package io.slots.jdbc;

import com.google.common.base.Joiner;
import io.slots.EngineId;
import io.slots.app.App;
import io.slots.app.AppName;
import io.slots.form.Parts;
import io.slots.form.Written;
import io.slots.spi.AppRecord;
import java.util.List;
import java.util.Optional;

/**
 * A record as it lies in its tables.
 *
 * @param name the app's name; its lower case is the key
 * @param version the record's version
 * @param fencingToken its highest token
 * @param needsEngine whether an engine has to go on with it
 * @param engine the engine that looks after it
 * @param hosts the host names of its slots, in their order
 * @param parts its documents
 * @param settingsSum the checksum of the settings' document
 * @param appSum the checksum of the app's document
 * @param factsSum the checksum of the operation's facts
 * @param checksum the checksum over all columns and documents, which tells whether anything changed
 *     them on the disk, and whether they belong together
 */
record Row(
    AppName name,
    long version,
    long fencingToken,
    boolean needsEngine,
    Optional<EngineId> engine,
    List<String> hosts,
    Parts parts,
    long settingsSum,
    long appSum,
    long factsSum,
    long checksum) {

  /** The row of a record; what has not changed since {@code before} is not worked out again. */
  static Row of(Written written, Optional<Memory.Remembered> before) {
    AppRecord record = written.record();
    List<String> hosts =
        before
            .filter(it -> hasSameHosts(it.record().app(), record.app()))
            .map(it -> it.row().hosts())
            .orElseGet(() -> hosts(record.app()));
    return of(
        record.name(),
        record.version(),
        record.fencingToken(),
        record.needsEngine(),
        record.engine(),
        hosts,
        written.parts(),
        before.map(Memory.Remembered::row));
  }

  private static boolean hasSameHosts(App before, App after) {
    return before.domain().equals(after.domain())
        && before.name().spelling().equals(after.name().spelling())
        && before.slots().keySet().equals(after.slots().keySet());
  }

  private static List<String> hosts(App app) {
    return app.slots().keySet().stream().map(it -> app.host(it).value()).sorted().toList();
  }

  /** The row of what was read; it is to have the checksum that is stored with it. */
  static Row read(
      AppName name,
      long version,
      long fencingToken,
      boolean needsEngine,
      Optional<EngineId> engine,
      List<String> hosts,
      Parts parts) {
    return of(name, version, fencingToken, needsEngine, engine, hosts, parts, Optional.empty());
  }

  private static Row of(
      AppName name,
      long version,
      long fencingToken,
      boolean needsEngine,
      Optional<EngineId> engine,
      List<String> hosts,
      Parts parts,
      Optional<Row> before) {
    long settingsSum =
        before
            .filter(it -> it.hasSettings(parts))
            .map(Row::settingsSum)
            .orElseGet(() -> new Checksum().with(parts.settings().orElse("")).value());
    long appSum =
        before
            .filter(it -> it.hasApp(parts))
            .map(Row::appSum)
            .orElseGet(() -> new Checksum().with(parts.app()).value());
    long factsSum =
        before
            .filter(it -> it.hasFacts(parts))
            .map(Row::factsSum)
            .orElseGet(() -> new Checksum().with(parts.facts().orElse("")).value());
    Checksum checksum =
        new Checksum()
            .with(version)
            .with(fencingToken)
            .with(needsEngine ? 1 : 0)
            .with(name.spelling())
            .with(column(hosts))
            .with(appSum)
            .with(factsSum)
            .with(parts.progress().orElse(""))
            .with(parts.paused())
            .with(parts.queue());
    engine.ifPresent(it -> checksum.with(it.toString())); // Schema 1 had none.
    if (parts.settings().isPresent()) { // Before form 3 there were none.
      checksum.with(settingsSum);
    }
    return new Row(
        name,
        version,
        fencingToken,
        needsEngine,
        engine,
        hosts,
        parts,
        settingsSum,
        appSum,
        factsSum,
        checksum.value());
  }

  /** Says whether the settings' document is the same. */
  boolean hasSettings(Parts other) {
    return parts.settings().equals(other.settings());
  }

  /** Says whether the app's document is the same. */
  boolean hasApp(Parts other) {
    return parts.app().equals(other.app());
  }

  /** Says whether the operation's facts are the same. */
  boolean hasFacts(Parts other) {
    return parts.facts().equals(other.facts());
  }

  /** Says whether {@code next} can be written as what has changed since this. */
  boolean isBefore(Row next) {
    return version == next.version - 1 && hosts.equals(next.hosts);
  }

  /** Says whether {@code next} has the same in all columns but that of the progress. */
  boolean differsInProgress(Row next) {
    return fencingToken == next.fencingToken
        && needsEngine == next.needsEngine
        && name.spelling().equals(next.name.spelling())
        && engine.equals(next.engine)
        && hosts.equals(next.hosts)
        && parts.paused().equals(next.parts.paused())
        && parts.queue().equals(next.parts.queue());
  }

  /** Where the operation stands, as a column. */
  String progressColumn() {
    return parts.progress().orElse("");
  }

  /** The host names as one column. */
  String hostsColumn() {
    return column(hosts);
  }

  private static String column(List<String> hosts) {
    return Joiner.on(' ').join(hosts);
  }

  /** The engine as a column. */
  String engineColumn() {
    return engine.map(EngineId::toString).orElse("");
  }
}
