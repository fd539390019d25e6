package io.slots.jdbc;

import java.util.Optional;

/** What a store of either size can be told. Every field has its default. */
record Options(int historyKept, long recordsRemembered, Optional<SecretsAtRest> secrets) {
  static final Options DEFAULTS = new Options(1_000, 10_000, Optional.empty());

  Options withHistoryKept(int reports) {
    if (reports < 1) {
      throw new IllegalArgumentException("history of " + reports + " operations: 1 or more");
    }
    return new Options(reports, recordsRemembered, secrets);
  }

  Options withRecordsRemembered(long records) {
    if (records < 0) {
      throw new IllegalArgumentException("to remember " + records + " records: 0 or more");
    }
    return new Options(historyKept, records, secrets);
  }

  Options withSecrets(SecretsAtRest secrets) {
    return new Options(historyKept, recordsRemembered, Optional.of(secrets));
  }
}
