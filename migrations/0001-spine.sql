-- The spine: drafts, dossiers, filings, clocks, help, the desk, errands and the journal.
-- Instants are microseconds since 1970 in UTC. Ids are UUIDv7 as text. JSON is text.

-- Small facts about the installation itself: its log's origin, when it was set up.
CREATE TABLE house (name TEXT PRIMARY KEY, value TEXT NOT NULL);

-- The entities we know of. The register grows around this core.
CREATE TABLE entity (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  register_number TEXT NOT NULL DEFAULT '',
  sector TEXT NOT NULL DEFAULT '',
  subsector TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL DEFAULT '',
  class TEXT NOT NULL DEFAULT '',
  states TEXT NOT NULL DEFAULT '[]',
  domains TEXT NOT NULL DEFAULT '[]',
  contacts TEXT NOT NULL DEFAULT '[]',
  created_at BIGINT NOT NULL
);
CREATE INDEX entity_name ON entity (name);
CREATE INDEX entity_register_number ON entity (register_number);

-- What somebody is still writing. The code's digest is all that is kept of the code.
CREATE TABLE draft (
  id TEXT PRIMARY KEY,
  code {bytes} NOT NULL UNIQUE,
  language TEXT NOT NULL,
  stage TEXT NOT NULL,
  kind TEXT NOT NULL DEFAULT '',
  exercise BIGINT NOT NULL DEFAULT 0,
  channel TEXT NOT NULL,
  origin TEXT NOT NULL DEFAULT '',
  dossier TEXT,
  filed_as TEXT,
  created_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX draft_dossier ON draft (dossier);
CREATE INDEX draft_waiting ON draft (channel, created_at) WHERE filed_as IS NULL;

-- Every version of every answer; the newest counts, the older are kept.
CREATE TABLE draft_answer (
  draft TEXT NOT NULL REFERENCES draft (id),
  question TEXT NOT NULL,
  version BIGINT NOT NULL,
  value TEXT NOT NULL,
  author TEXT NOT NULL DEFAULT '',
  at BIGINT NOT NULL,
  PRIMARY KEY (draft, question, version)
);

CREATE TABLE dossier (
  id TEXT PRIMARY KEY,
  serial BIGINT NOT NULL UNIQUE,
  reference TEXT NOT NULL UNIQUE,
  code {bytes} NOT NULL UNIQUE,
  entity TEXT,
  organisation TEXT NOT NULL,
  title TEXT NOT NULL,
  sector TEXT NOT NULL DEFAULT '',
  subsector TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL,
  duty TEXT NOT NULL,
  regimes TEXT NOT NULL DEFAULT '[]',
  language TEXT NOT NULL,
  exercise BIGINT NOT NULL DEFAULT 0,
  channel TEXT NOT NULL,
  state TEXT NOT NULL,
  mark TEXT NOT NULL DEFAULT '',
  mark_note TEXT NOT NULL DEFAULT '',
  merged_into TEXT,
  received_at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  answer_due BIGINT,
  answered_at BIGINT,
  next_due BIGINT,
  urgency TEXT NOT NULL DEFAULT '',
  score BIGINT,
  category TEXT NOT NULL DEFAULT '',
  decision TEXT NOT NULL DEFAULT '',
  assignee TEXT,
  queued BIGINT NOT NULL DEFAULT 1,
  tier BIGINT NOT NULL,
  rank BIGINT NOT NULL,
  rerank_at BIGINT,
  reasons TEXT NOT NULL DEFAULT '[]',
  unread BIGINT NOT NULL DEFAULT 0,
  significance TEXT NOT NULL DEFAULT '{}',
  edition TEXT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX dossier_queue ON dossier (queued, tier, rank, serial);
CREATE INDEX dossier_rerank ON dossier (rerank_at);
CREATE INDEX dossier_unanswered ON dossier (answer_due) WHERE answered_at IS NULL;
CREATE INDEX dossier_state ON dossier (state, serial);
CREATE INDEX dossier_sector ON dossier (sector, serial);
CREATE INDEX dossier_assignee ON dossier (assignee, serial);
CREATE INDEX dossier_entity ON dossier (entity, serial);
CREATE INDEX dossier_merged ON dossier (merged_into);
CREATE INDEX dossier_organisation ON dossier (organisation, received_at);

-- One row for each stage that was submitted, and one more for each correction of it.
CREATE TABLE filing (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  stage TEXT NOT NULL,
  version BIGINT NOT NULL,
  submitted_at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  answers TEXT NOT NULL,
  gaps TEXT NOT NULL,
  digest {bytes} NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  receipt TEXT NOT NULL,
  seq BIGINT NOT NULL,
  edition TEXT NOT NULL,
  UNIQUE (dossier, stage, version)
);

-- Facts that start clocks, each change kept with its reason.
CREATE TABLE moment (
  dossier TEXT NOT NULL REFERENCES dossier (id),
  name TEXT NOT NULL,
  version BIGINT NOT NULL,
  value BIGINT,
  reason TEXT NOT NULL DEFAULT '',
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (dossier, name, version)
);

-- The plan of clocks. A re-plan retires rows and writes new ones with the why.
CREATE TABLE deadline (
  id TEXT PRIMARY KEY,
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
  late_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX deadline_dossier ON deadline (dossier, retired_at);
CREATE INDEX deadline_open ON deadline (retired_at, met_at, due);

-- A reminder that went out. The key says which: one row, once, on whichever node.
CREATE TABLE reminder (key TEXT PRIMARY KEY, dossier TEXT NOT NULL, at BIGINT NOT NULL);

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  direction TEXT NOT NULL,
  kind TEXT NOT NULL,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  read_at BIGINT
);
CREATE INDEX message_dossier ON message (dossier, at);

CREATE TABLE attachment (
  id TEXT PRIMARY KEY,
  draft TEXT,
  dossier TEXT,
  message TEXT,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX attachment_draft ON attachment (draft);
CREATE INDEX attachment_dossier ON attachment (dossier);

CREATE TABLE help (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  urgency TEXT NOT NULL,
  answers TEXT NOT NULL,
  asked_at BIGINT NOT NULL,
  seen_at BIGINT,
  seen_by TEXT,
  seen_name TEXT NOT NULL DEFAULT ''
);
CREATE INDEX help_dossier ON help (dossier);

-- An alarm that pages the roster, level by level, until somebody says "seen".
CREATE TABLE alarm (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL,
  help TEXT NOT NULL,
  level BIGINT NOT NULL,
  next_at BIGINT,
  raised_at BIGINT NOT NULL,
  ended_at BIGINT
);
CREATE INDEX alarm_next ON alarm (ended_at, next_at);

CREATE TABLE assessment (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  version BIGINT NOT NULL,
  framework TEXT NOT NULL,
  framework_version TEXT NOT NULL,
  edition TEXT NOT NULL,
  answers TEXT NOT NULL,
  proposal TEXT NOT NULL,
  decision TEXT NOT NULL DEFAULT '',
  reasons TEXT NOT NULL DEFAULT '{}',
  by_staff TEXT NOT NULL,
  at BIGINT NOT NULL,
  decided_at BIGINT,
  needs_second BIGINT NOT NULL DEFAULT 0,
  second_by TEXT,
  second_at BIGINT,
  UNIQUE (dossier, version)
);

CREATE TABLE link (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  one TEXT NOT NULL,
  other TEXT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  undone_at BIGINT
);
CREATE INDEX link_one ON link (one);
CREATE INDEX link_other ON link (other);

-- What dossiers may have in common: indicators, vulnerabilities, suppliers.
CREATE TABLE trait (
  dossier TEXT NOT NULL,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (kind, value, dossier)
);
CREATE INDEX trait_dossier ON trait (dossier);

CREATE TABLE account (
  id TEXT PRIMARY KEY,
  login TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL DEFAULT '',
  role TEXT NOT NULL,
  language TEXT NOT NULL,
  password TEXT NOT NULL DEFAULT '',
  totp {bytes},
  totp_step BIGINT NOT NULL DEFAULT 0,
  active BIGINT NOT NULL DEFAULT 1,
  created_at BIGINT NOT NULL,
  version BIGINT NOT NULL DEFAULT 1
);
CREATE TABLE recovery_code (account TEXT NOT NULL, digest {bytes} NOT NULL, used_at BIGINT, PRIMARY KEY (account, digest));
CREATE TABLE session (
  digest {bytes} PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (id),
  factor BIGINT NOT NULL DEFAULT 0,
  created_at BIGINT NOT NULL,
  seen_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  agent TEXT NOT NULL DEFAULT '',
  revoked_at BIGINT
);
CREATE INDEX session_account ON session (account);
CREATE TABLE invitation (digest {bytes} PRIMARY KEY, account TEXT, role TEXT NOT NULL, ends_at BIGINT NOT NULL, used_at BIGINT, pending TEXT NOT NULL DEFAULT '');
CREATE TABLE api_token (
  id TEXT PRIMARY KEY,
  digest {bytes} NOT NULL UNIQUE,
  account TEXT NOT NULL REFERENCES account (id),
  name TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  revoked_at BIGINT
);
-- Failed sign-ins and code guesses by key (a hash of who tried), to slow them down.
CREATE TABLE attempt (key TEXT PRIMARY KEY, count BIGINT NOT NULL, last_at BIGINT NOT NULL);

CREATE TABLE roster (id TEXT PRIMARY KEY, staff TEXT NOT NULL, level BIGINT NOT NULL, from_at BIGINT NOT NULL, until_at BIGINT NOT NULL);
CREATE INDEX roster_until ON roster (until_at);
CREATE TABLE handover (id TEXT PRIMARY KEY, from_staff TEXT NOT NULL, body TEXT NOT NULL, at BIGINT NOT NULL, taken_by TEXT, taken_at BIGINT);
CREATE TABLE saved_view (id TEXT PRIMARY KEY, staff TEXT NOT NULL, name TEXT NOT NULL, query TEXT NOT NULL, UNIQUE (staff, name));
CREATE TABLE letter (name TEXT NOT NULL, language TEXT NOT NULL, version BIGINT NOT NULL, body TEXT NOT NULL, actor TEXT NOT NULL, at BIGINT NOT NULL, PRIMARY KEY (name, language, version));

-- Where copies go: supervisors and other CSIRTs, by their id in the routes.
CREATE TABLE authority (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  email TEXT NOT NULL DEFAULT '',
  webhook TEXT NOT NULL DEFAULT '',
  secret TEXT NOT NULL DEFAULT '',
  active BIGINT NOT NULL DEFAULT 1,
  version BIGINT NOT NULL DEFAULT 1
);

-- Whatever must leave the house: written with the act, delivered later, once.
CREATE TABLE errand (
  id TEXT PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  target TEXT NOT NULL,
  dossier TEXT,
  payload TEXT NOT NULL,
  state TEXT NOT NULL,
  attempts BIGINT NOT NULL DEFAULT 0,
  next_at BIGINT NOT NULL,
  leased_until BIGINT,
  error TEXT NOT NULL DEFAULT '',
  proof TEXT NOT NULL DEFAULT '',
  created_at BIGINT NOT NULL,
  done_at BIGINT
);
CREATE INDEX errand_due ON errand (state, next_at);
CREATE INDEX errand_dossier ON errand (dossier);

-- A key that a machine gave with its filing, and what we answered.
CREATE TABLE idempotency (key TEXT PRIMARY KEY, request {bytes} NOT NULL, answer TEXT NOT NULL, at BIGINT NOT NULL);

-- Who holds a duty that only one node may do at a time.
CREATE TABLE lease (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until_at BIGINT NOT NULL);

-- Rulebooks as they were, so that what was decided can be read with the words of its day.
CREATE TABLE edition (digest TEXT PRIMARY KEY, sources TEXT NOT NULL, at BIGINT NOT NULL);

-- The journal: entries hash-linked within their subject, and the log that seals them all.
CREATE TABLE chain (subject TEXT PRIMARY KEY, seq BIGINT NOT NULL, hash {bytes} NOT NULL);
CREATE TABLE entry (
  subject TEXT NOT NULL,
  seq BIGINT NOT NULL,
  id TEXT NOT NULL UNIQUE,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  verb TEXT NOT NULL,
  outcome TEXT NOT NULL,
  salt {bytes} NOT NULL,
  digest {bytes} NOT NULL,
  prev {bytes} NOT NULL,
  hash {bytes} NOT NULL,
  leaf BIGINT,
  PRIMARY KEY (subject, seq)
);
CREATE INDEX entry_leaf ON entry (leaf);
CREATE INDEX entry_at ON entry (at);
CREATE TABLE tile (level BIGINT NOT NULL, idx BIGINT NOT NULL, hashes {bytes} NOT NULL, PRIMARY KEY (level, idx));
CREATE TABLE checkpoint (size BIGINT PRIMARY KEY, root {bytes} NOT NULL, note TEXT NOT NULL, at BIGINT NOT NULL);
