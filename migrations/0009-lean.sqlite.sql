-- Rows that are looked for by their key live in the tree of that key, and in no other.
CREATE TABLE lean_moment (
  dossier TEXT NOT NULL REFERENCES dossier (id),
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  value BIGINT,
  reason TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (dossier, name, version)
) WITHOUT ROWID;
INSERT INTO lean_moment SELECT dossier, name, version, value, reason, actor, at FROM moment;
DROP TABLE moment;
ALTER TABLE lean_moment RENAME TO moment;

CREATE TABLE lean_deadline (
  id TEXT NOT NULL,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  regime TEXT NOT NULL,
  stage TEXT NOT NULL,
  aim BIGINT NOT NULL,
  due BIGINT NOT NULL,
  plain BIGINT,
  clause TEXT NOT NULL,
  confirmed BIGINT NOT NULL,
  why TEXT NOT NULL,
  plan BIGINT NOT NULL,
  planned_at BIGINT NOT NULL,
  met_at BIGINT,
  retired_at BIGINT,
  late_reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (dossier, id)
) WITHOUT ROWID;
INSERT INTO lean_deadline SELECT id, dossier, regime, stage, aim, due, plain, clause, confirmed, why, plan, planned_at, met_at, retired_at, late_reason FROM deadline;
DROP TABLE deadline;
ALTER TABLE lean_deadline RENAME TO deadline;
CREATE INDEX deadline_open ON deadline (due, id) WHERE retired_at IS NULL AND met_at IS NULL;

CREATE TABLE lean_filing (
  id TEXT NOT NULL,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  stage TEXT NOT NULL,
  version BIGINT NOT NULL,
  submitted_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  answers TEXT NOT NULL,
  gaps TEXT NOT NULL,
  digest BLOB NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  receipt TEXT NOT NULL,
  seq BIGINT NOT NULL,
  edition TEXT NOT NULL,
  salt BLOB,
  PRIMARY KEY (dossier, stage, version)
);
INSERT INTO lean_filing SELECT id, dossier, stage, version, submitted_at, actor, answers, gaps, digest, reason, receipt, seq, edition, salt FROM filing;
DROP TABLE filing;
ALTER TABLE lean_filing RENAME TO filing;

CREATE TABLE lean_trait (
  dossier TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, value, dossier)
) WITHOUT ROWID;
INSERT INTO lean_trait SELECT dossier, kind, value FROM trait;
DROP TABLE trait;
ALTER TABLE lean_trait RENAME TO trait;
CREATE INDEX trait_dossier ON trait (dossier);

CREATE TABLE lean_recipient (
  dossier TEXT NOT NULL,
  authority TEXT NOT NULL,
  audience TEXT NOT NULL,
  regime TEXT NOT NULL,
  stage TEXT NOT NULL,
  version BIGINT NOT NULL,
  serial BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (dossier, authority, audience, regime, stage, version)
) WITHOUT ROWID;
INSERT INTO lean_recipient SELECT dossier, authority, audience, regime, stage, version, serial, at FROM recipient;
DROP TABLE recipient;
ALTER TABLE lean_recipient RENAME TO recipient;
CREATE INDEX recipient_authority ON recipient (authority, audience, serial);

CREATE TABLE lean_idempotency (key TEXT PRIMARY KEY, request BLOB NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL) WITHOUT ROWID;
INSERT INTO lean_idempotency SELECT key, request, answer, at FROM idempotency;
DROP TABLE idempotency;
ALTER TABLE lean_idempotency RENAME TO idempotency;

CREATE TABLE lean_chain (subject TEXT PRIMARY KEY, seq BIGINT NOT NULL, hash BLOB NOT NULL) WITHOUT ROWID;
INSERT INTO lean_chain SELECT subject, seq, hash FROM chain;
DROP TABLE chain;
ALTER TABLE lean_chain RENAME TO chain;

CREATE TABLE lean_entry (
  subject TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  verb TEXT NOT NULL,
  outcome TEXT NOT NULL,
  salt BLOB NOT NULL,
  digest BLOB NOT NULL,
  prev BLOB NOT NULL,
  hash BLOB NOT NULL,
  leaf BIGINT,
  PRIMARY KEY (subject, seq)
) WITHOUT ROWID;
INSERT INTO lean_entry SELECT subject, seq, id, at, actor, verb, outcome, salt, digest, prev, hash, leaf FROM entry;
DROP TABLE entry;
ALTER TABLE lean_entry RENAME TO entry;
CREATE INDEX entry_leaf ON entry (leaf) WHERE leaf IS NOT NULL;
CREATE INDEX entry_at ON entry (at);
CREATE INDEX entry_unsealed ON entry (id) WHERE leaf IS NULL;
