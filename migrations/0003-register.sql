-- The register of entities: what is kept of each and how it changed, what it claims, who can be
-- reached, what it asks to be changed, and sheets that wait to be taken in.

ALTER TABLE entity ADD COLUMN serial BIGINT NOT NULL DEFAULT 0;
ALTER TABLE entity ADD COLUMN version BIGINT NOT NULL DEFAULT 1;
-- registered, unverified, refused, ended
ALTER TABLE entity ADD COLUMN state TEXT NOT NULL DEFAULT 'registered';
ALTER TABLE entity ADD COLUMN state_note TEXT NOT NULL DEFAULT '';
-- The name in lower case: what lists are sorted by.
ALTER TABLE entity ADD COLUMN sort {text} NOT NULL DEFAULT '';
-- What is wrong with reaching it; empty when all is well.
ALTER TABLE entity ADD COLUMN risk TEXT NOT NULL DEFAULT '';
-- All fields that have no place of their own, as JSON.
ALTER TABLE entity ADD COLUMN facts TEXT NOT NULL DEFAULT '{}';
ALTER TABLE entity ADD COLUMN changed_at BIGINT NOT NULL DEFAULT 0;
UPDATE entity SET serial = (SELECT count(*) FROM entity other WHERE other.id <= entity.id), sort = lower(name), changed_at = created_at;
CREATE INDEX entity_serial ON entity (serial);
CREATE INDEX entity_sort ON entity (sort, serial);
CREATE INDEX entity_sector ON entity (sector, sort, serial);
CREATE INDEX entity_class ON entity (class, sort, serial);
CREATE INDEX entity_unsettled ON entity (state, sort, serial) WHERE state <> 'registered';
CREATE INDEX entity_risk ON entity (risk, sort, serial) WHERE risk <> '';
CREATE INDEX entity_at_risk ON entity (sort, serial) WHERE risk <> '';

CREATE TABLE entity_contact (
  id TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id),
  place BIGINT NOT NULL,
  role TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  job TEXT NOT NULL DEFAULT '',
  language TEXT NOT NULL DEFAULT '',
  email TEXT NOT NULL DEFAULT '',
  phone TEXT NOT NULL DEFAULT '',
  outside_email TEXT NOT NULL DEFAULT '',
  outside_phone TEXT NOT NULL DEFAULT '',
  confirmed_at BIGINT,
  asked_at BIGINT,
  bounced_at BIGINT,
  bounce TEXT NOT NULL DEFAULT '',
  tested_at BIGINT,
  test TEXT NOT NULL DEFAULT '',
  -- When it is to be asked next; empty when there is no mail address.
  ask_at BIGINT
);
CREATE INDEX entity_contact_entity ON entity_contact (entity, place);
CREATE INDEX entity_contact_email ON entity_contact (email) WHERE email <> '';
CREATE INDEX entity_contact_outside ON entity_contact (outside_email) WHERE outside_email <> '';
CREATE INDEX entity_contact_ask ON entity_contact (ask_at) WHERE ask_at IS NOT NULL;

-- What an entity says it owns: networks, domain names, autonomous systems.
CREATE TABLE entity_asset (
  sort TEXT NOT NULL,
  key {text} NOT NULL,
  entity TEXT NOT NULL REFERENCES entity (id),
  text TEXT NOT NULL,
  -- claimed, asked, proven
  state TEXT NOT NULL DEFAULT 'claimed',
  -- dns, mail, hand, inside
  how TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL DEFAULT '',
  claimed_at BIGINT NOT NULL,
  proven_at BIGINT,
  token TEXT NOT NULL DEFAULT '',
  tries BIGINT NOT NULL DEFAULT 0,
  look_at BIGINT,
  PRIMARY KEY (sort, key, entity)
);
CREATE INDEX entity_asset_entity ON entity_asset (entity);
CREATE INDEX entity_asset_look ON entity_asset (look_at) WHERE look_at IS NOT NULL;

-- Every change of every field, each with who, when and why.
CREATE TABLE entity_change (
  entity TEXT NOT NULL REFERENCES entity (id),
  version BIGINT NOT NULL,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  -- desk, import, registration, request, demo
  how TEXT NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  changes TEXT NOT NULL,
  PRIMARY KEY (entity, version)
);

-- What an entity wants changed, to be settled field by field.
CREATE TABLE entity_request (
  id TEXT PRIMARY KEY,
  entity TEXT NOT NULL REFERENCES entity (id),
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  settled_at BIGINT
);
CREATE INDEX entity_request_entity ON entity_request (entity, at);
CREATE INDEX entity_request_open ON entity_request (at) WHERE settled_at IS NULL;
CREATE TABLE entity_request_field (
  request TEXT NOT NULL REFERENCES entity_request (id),
  field TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  value TEXT NOT NULL,
  -- open, accepted, refused
  state TEXT NOT NULL DEFAULT 'open',
  reason TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL DEFAULT '',
  at BIGINT,
  PRIMARY KEY (request, field)
);

-- Links that were mailed: to say "still right", or to prove a domain name. Only digests of their secrets.
CREATE TABLE entity_link (
  digest {bytes} NOT NULL,
  -- contact, asset
  kind TEXT NOT NULL,
  entity TEXT NOT NULL,
  target TEXT NOT NULL,
  ends_at BIGINT NOT NULL,
  used_at BIGINT,
  PRIMARY KEY (digest, kind)
);
CREATE INDEX entity_link_target ON entity_link (target);

-- Sheets that were offered: what is in them lies in the depot until they are taken in or thrown away.
CREATE TABLE entity_import (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  format TEXT NOT NULL,
  preview TEXT NOT NULL,
  -- offered, confirmed, done, discarded
  state TEXT NOT NULL,
  counts TEXT NOT NULL,
  lines BIGINT NOT NULL,
  done_lines BIGINT NOT NULL DEFAULT 0,
  reason TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  confirmed_by TEXT NOT NULL DEFAULT '',
  ended_at BIGINT
);
CREATE INDEX entity_import_at ON entity_import (at);
CREATE INDEX entity_import_confirmed ON entity_import (at) WHERE state = 'confirmed';
