-- Each authority its own view: who received what, what was shared on purpose, what was asked, and
-- what may concern other Member States.

-- Which authority received which stage of a dossier, in which capacity and under which law.
CREATE TABLE recipient (
  dossier TEXT NOT NULL,
  authority TEXT NOT NULL,
  audience TEXT NOT NULL,
  regime TEXT NOT NULL,
  stage TEXT NOT NULL,
  version BIGINT NOT NULL,
  serial BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (dossier, authority, audience, regime, stage, version)
);
CREATE INDEX recipient_authority ON recipient (authority, audience, serial);

-- What somebody shared on purpose beyond that, on what ground, and how each test is met.
CREATE TABLE share (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  serial BIGINT NOT NULL,
  body TEXT NOT NULL,
  ground TEXT NOT NULL,
  tests TEXT NOT NULL,
  parts TEXT NOT NULL,
  questions TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  until_at BIGINT NOT NULL,
  revoked_at BIGINT,
  revoked_by TEXT NOT NULL DEFAULT '',
  revoked_why TEXT NOT NULL DEFAULT ''
);
CREATE INDEX share_dossier ON share (dossier);
CREATE INDEX share_body ON share (body, serial);

-- An intermediate report that an authority asked for. Other authorities never see it.
CREATE TABLE request (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  serial BIGINT NOT NULL,
  authority TEXT NOT NULL,
  message TEXT NOT NULL,
  due_at BIGINT,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  met_at BIGINT
);
CREATE INDEX request_dossier ON request (dossier);
CREATE INDEX request_authority ON request (authority, serial);

-- Dossiers that may concern other Member States, for the single point of contact.
CREATE TABLE crossing (
  serial BIGINT PRIMARY KEY,
  dossier TEXT NOT NULL UNIQUE,
  states TEXT NOT NULL,
  why TEXT NOT NULL,
  at BIGINT NOT NULL,
  done_at BIGINT
);
CREATE INDEX crossing_open ON crossing (done_at, serial);

-- What was forwarded to the contact point of another state, word for word as it left.
CREATE TABLE forward (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  serial BIGINT NOT NULL,
  state TEXT NOT NULL,
  body TEXT NOT NULL,
  lines TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX forward_dossier ON forward (dossier);
CREATE INDEX forward_body ON forward (body, serial);
