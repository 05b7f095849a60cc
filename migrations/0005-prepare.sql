-- Getting ready: scans that an entity kept, emergency packs that were made, exercises.

CREATE TABLE scan (
  id TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id),
  scan TEXT NOT NULL,
  version TEXT NOT NULL,
  answers TEXT NOT NULL,
  source TEXT NOT NULL,
  share BIGINT NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX scan_entity ON scan (entity, at);

-- An emergency pack that somebody took: the digest of what it was made of tells when it is outdated.
CREATE TABLE pack (
  id TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id),
  account TEXT NOT NULL,
  language TEXT NOT NULL,
  contents {bytes} NOT NULL,
  at BIGINT NOT NULL,
  told_at BIGINT
);
CREATE INDEX pack_entity ON pack (entity, at);
CREATE INDEX pack_untold ON pack (id) WHERE told_at IS NULL;

-- The words on an entity's card, by which the duty officer knows it at first contact.
CREATE TABLE contact_code (
  digest {bytes} PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id),
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  ended_at BIGINT,
  UNIQUE (entity, number)
);

CREATE TABLE drill (
  id TEXT PRIMARY KEY,
  code {bytes} NOT NULL UNIQUE,
  entity TEXT REFERENCES entity (id),
  organisation TEXT NOT NULL,
  scenario TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  language TEXT NOT NULL,
  started_by TEXT NOT NULL,
  started_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX drill_entity ON drill (entity, started_at);
CREATE INDEX drill_started ON drill (started_at);
CREATE INDEX drill_running ON drill (ends_at) WHERE ended_at IS NULL;

-- What happens in an exercise; kept as it was told, also when the scenario changes.
CREATE TABLE inject (
  drill TEXT NOT NULL REFERENCES drill (id),
  id TEXT NOT NULL,
  place BIGINT NOT NULL,
  due_at BIGINT NOT NULL,
  within_minutes BIGINT NOT NULL,
  hopes TEXT NOT NULL,
  said TEXT NOT NULL,
  shown_at BIGINT,
  PRIMARY KEY (drill, id)
);
CREATE INDEX inject_due ON inject (due_at) WHERE shown_at IS NULL;

CREATE TABLE inject_answer (
  drill TEXT NOT NULL,
  inject TEXT NOT NULL,
  version BIGINT NOT NULL,
  body TEXT NOT NULL,
  author TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (drill, inject, version)
);

-- Who gets the injects by mail.
CREATE TABLE player (
  drill TEXT NOT NULL REFERENCES drill (id),
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (drill, email)
);

-- Reports of an exercise are found by what began them.
CREATE INDEX draft_origin ON draft (origin) WHERE origin <> '';
