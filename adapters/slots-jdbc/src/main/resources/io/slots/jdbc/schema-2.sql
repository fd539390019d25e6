-- The engine that looks after the app, empty if there never was one.
ALTER TABLE slots_app ADD COLUMN engine TEXT NOT NULL DEFAULT '';

-- The engines that share the database. One incarnation of a name has the lease.
CREATE TABLE slots_engine (
  name TEXT NOT NULL PRIMARY KEY,
  incarnation TEXT NOT NULL,
  lease_until TIMESTAMP WITH TIME ZONE NOT NULL
);
