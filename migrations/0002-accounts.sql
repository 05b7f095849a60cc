-- Mandates: who may act for which body, in what role, until when; and dossiers that only name an entity.

CREATE TABLE mandate (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  body_kind TEXT NOT NULL,
  body TEXT NOT NULL,
  role TEXT NOT NULL,
  scope TEXT NOT NULL DEFAULT '{}',
  firm TEXT NOT NULL DEFAULT '',
  given_by TEXT NOT NULL,
  from_at BIGINT NOT NULL,
  until_at BIGINT,
  revoked_at BIGINT,
  revoked_by TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL
);
CREATE INDEX mandate_account ON mandate (account);
CREATE INDEX mandate_body ON mandate (body_kind, body);

-- A session acts under one mandate; when it last gave its factor, for what asks for it again.
ALTER TABLE session ADD COLUMN mandate TEXT;
ALTER TABLE session ADD COLUMN factor_at BIGINT;
CREATE INDEX session_mandate ON session (mandate);
ALTER TABLE api_token ADD COLUMN mandate TEXT;

-- A report that somebody begins while signed in: for which entity, by whom, and the firm that acts for it.
ALTER TABLE draft ADD COLUMN entity TEXT;
ALTER TABLE draft ADD COLUMN account TEXT;
ALTER TABLE draft ADD COLUMN behalf TEXT NOT NULL DEFAULT '';

-- `entity` is the entity it is bound to; `claimed` the one that it only names.
ALTER TABLE dossier ADD COLUMN claimed TEXT;
ALTER TABLE dossier ADD COLUMN bound_at BIGINT;
ALTER TABLE dossier ADD COLUMN bound_how TEXT NOT NULL DEFAULT '';
ALTER TABLE dossier ADD COLUMN behalf TEXT NOT NULL DEFAULT '';
CREATE INDEX dossier_claimed ON dossier (claimed, serial);

-- Each time a dossier was bound to an entity, and each time that was undone.
CREATE TABLE binding (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  entity TEXT NOT NULL,
  how TEXT NOT NULL,
  number TEXT NOT NULL DEFAULT '',
  spoken_to TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  undone_at BIGINT,
  undone_by TEXT NOT NULL DEFAULT '',
  undone_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX binding_dossier ON binding (dossier, at);

-- A link mailed to a registered contact, to say whether a dossier is theirs.
CREATE TABLE binding_link (
  digest {bytes} PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  entity TEXT NOT NULL,
  contact TEXT NOT NULL,
  ends_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX binding_link_dossier ON binding_link (dossier);

-- Somebody asks for an administrator for an entity that has none left.
CREATE TABLE plea (
  id TEXT PRIMARY KEY,
  organisation TEXT NOT NULL,
  register_number TEXT NOT NULL DEFAULT '',
  entity TEXT,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  body TEXT NOT NULL,
  language TEXT NOT NULL,
  at BIGINT NOT NULL,
  ended_at BIGINT,
  ended_by TEXT NOT NULL DEFAULT '',
  outcome TEXT NOT NULL DEFAULT '',
  checked TEXT NOT NULL DEFAULT ''
);
CREATE INDEX plea_open ON plea (ended_at, at);
