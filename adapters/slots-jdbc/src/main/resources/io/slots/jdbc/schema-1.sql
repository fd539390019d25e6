-- One row for each app: one aggregate, one version. Progress, paused and queue are JSON, see the
-- stored form.
CREATE TABLE slots_app (
  name TEXT NOT NULL PRIMARY KEY,
  version BIGINT NOT NULL,
  fencing_token BIGINT NOT NULL,
  needs_engine INTEGER NOT NULL,
  spelling TEXT NOT NULL,
  hosts TEXT NOT NULL,
  progress TEXT NOT NULL,
  paused TEXT NOT NULL,
  queue TEXT NOT NULL,
  checksum BIGINT NOT NULL
);

-- The documents that are large and that most writes leave alone: 'app', and the 'facts' of its
-- operation. The checksum of the app's row is over them, too.
CREATE TABLE slots_document (
  app TEXT NOT NULL,
  part TEXT NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (app, part)
);

-- An engine that starts asks for these, of a hundred thousand.
CREATE INDEX slots_app_needs_engine ON slots_app (name) WHERE needs_engine = 1;

-- No two apps share a host name.
CREATE TABLE slots_host (
  host TEXT NOT NULL PRIMARY KEY,
  app TEXT NOT NULL
);

CREATE INDEX slots_host_app ON slots_host (app);

CREATE TABLE slots_history (
  app TEXT NOT NULL,
  number BIGINT NOT NULL,
  report TEXT NOT NULL,
  checksum BIGINT NOT NULL,
  PRIMARY KEY (app, number)
);

-- The last fencing tokens of apps that were deleted.
CREATE TABLE slots_former_app (
  name TEXT NOT NULL PRIMARY KEY,
  fencing_token BIGINT NOT NULL
);
