-- The support case: what we do for organisations that we help, who takes part and until when, what is
-- to be done, what is said, and how it ends.

CREATE TABLE support_case (
  id TEXT PRIMARY KEY,
  reference TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  forms TEXT NOT NULL,
  intensity TEXT NOT NULL,
  to_answer TEXT NOT NULL,
  scope TEXT NOT NULL,
  limits TEXT NOT NULL,
  state TEXT NOT NULL,
  lead TEXT,
  exercise BIGINT NOT NULL,
  actor TEXT NOT NULL,
  opened_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  closed_at BIGINT,
  version BIGINT NOT NULL
);
CREATE INDEX support_case_state ON support_case (state, opened_at, id);
CREATE INDEX support_case_lead ON support_case (lead, state);

-- The dossiers of a case: one, or many of a campaign.
CREATE TABLE case_dossier (
  case_id TEXT NOT NULL REFERENCES support_case (id),
  dossier TEXT NOT NULL REFERENCES dossier (id),
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  left_at BIGINT,
  PRIMARY KEY (case_id, dossier)
);
CREATE INDEX case_dossier_dossier ON case_dossier (dossier);

-- The team of the CSIRT.
CREATE TABLE case_member (
  case_id TEXT NOT NULL REFERENCES support_case (id),
  account TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  left_at BIGINT,
  PRIMARY KEY (case_id, account)
);
CREATE INDEX case_member_account ON case_member (account);

-- Who takes part from outside. The organisation comes in through its dossier, another CSIRT through its
-- mandate, one person of an incident-response firm through a link; the police is a contact only.
CREATE TABLE case_party (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  person TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  language TEXT NOT NULL,
  dossier TEXT,
  body TEXT NOT NULL,
  link {bytes},
  until_at BIGINT,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  removed_at BIGINT,
  removed_by TEXT NOT NULL DEFAULT '',
  removed_why TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_party_case ON case_party (case_id, at);
CREATE UNIQUE INDEX case_party_link ON case_party (link) WHERE link IS NOT NULL;
CREATE INDEX case_party_dossier ON case_party (dossier) WHERE dossier IS NOT NULL;
CREATE INDEX case_party_body ON case_party (body) WHERE body <> '';

-- What the CSIRT promised: first contact, the next report, the next look.
CREATE TABLE case_clock (
  case_id TEXT NOT NULL REFERENCES support_case (id),
  name TEXT NOT NULL,
  due_at BIGINT NOT NULL,
  met_at BIGINT,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (case_id, name)
);
CREATE INDEX case_clock_due ON case_clock (due_at) WHERE met_at IS NULL;
