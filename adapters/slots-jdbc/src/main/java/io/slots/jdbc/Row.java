package io.slots.jdbc;

import com.google.common.base.Joiner;
import io.slots.app.AppName;
import io.slots.jdbc.form.Parts;
import io.slots.spi.AppRecord;
import java.util.List;

/**
 * A record as it lies in its table.
 *
 * @param name the app's name; its lower case is the key
 * @param version the record's version
 * @param fencingToken its highest token
 * @param needsEngine whether an engine has to go on with it
 * @param hosts the host names of its slots, in their order
 * @param parts its documents
 */
record Row(
    AppName name,
    long version,
    long fencingToken,
    boolean needsEngine,
    List<String> hosts,
    Parts parts) {

  static Row of(AppRecord record, Parts parts) {
    List<String> hosts =
        record.app().slots().keySet().stream()
            .map(it -> record.app().host(it).value())
            .sorted()
            .toList();
    return new Row(
        record.name(), record.version(), record.fencingToken(), record.needsEngine(), hosts, parts);
  }

  /** The host names as one column. */
  String hostsColumn() {
    return Joiner.on(' ').join(hosts);
  }

  /** The checksum over all columns, which tells whether anything changed them on the disk. */
  long checksum() {
    return new Checksum()
        .with(version)
        .with(fencingToken)
        .with(needsEngine ? 1 : 0)
        .with(name.spelling())
        .with(hostsColumn())
        .with(parts.app())
        .with(parts.facts().orElse(""))
        .with(parts.progress().orElse(""))
        .with(parts.paused())
        .with(parts.queue())
        .value();
  }
}
