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

-- A playbook that runs in a case: its steps became tasks, and stay here as they were taken in.
CREATE TABLE case_run (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  playbook TEXT NOT NULL,
  playbook_version TEXT NOT NULL,
  title TEXT NOT NULL,
  source TEXT NOT NULL,
  steps TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_run_case ON case_run (case_id, at);

CREATE TABLE case_task (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  number BIGINT NOT NULL,
  run TEXT,
  step TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  account TEXT,
  party TEXT,
  due_at BIGINT,
  state TEXT NOT NULL,
  result TEXT NOT NULL,
  done_at BIGINT,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL,
  version BIGINT NOT NULL,
  UNIQUE (case_id, number)
);
CREATE INDEX case_task_account ON case_task (account, state);
CREATE INDEX case_task_due ON case_task (due_at) WHERE state IN ('open', 'doing');

-- What a task waits for.
CREATE TABLE case_need (
  case_id TEXT NOT NULL,
  task TEXT NOT NULL,
  needs TEXT NOT NULL,
  PRIMARY KEY (task, needs)
);
CREATE INDEX case_need_case ON case_need (case_id);

-- Every version of a task before the one that stands, so that a change can be undone.
CREATE TABLE case_task_past (
  task TEXT NOT NULL,
  version BIGINT NOT NULL,
  kept TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (task, version)
);

-- Messages in threads. The CSIRT is in every thread; a thread without parties is its own. Who leaves
-- the case keeps their name beside what they said.
CREATE TABLE case_thread (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  title TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  changed_at BIGINT NOT NULL
);
CREATE INDEX case_thread_case ON case_thread (case_id, changed_at);

CREATE TABLE case_thread_party (
  thread TEXT NOT NULL REFERENCES case_thread (id),
  party TEXT NOT NULL,
  PRIMARY KEY (thread, party)
);
CREATE INDEX case_thread_party_party ON case_thread_party (party);

CREATE TABLE case_message (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  thread TEXT NOT NULL REFERENCES case_thread (id),
  number BIGINT NOT NULL,
  party TEXT,
  author TEXT NOT NULL,
  body TEXT NOT NULL,
  urgent BIGINT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  UNIQUE (thread, number)
);

CREATE TABLE case_file (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  thread TEXT NOT NULL,
  message TEXT NOT NULL REFERENCES case_message (id),
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_file_thread ON case_file (thread, at);
CREATE INDEX case_file_digest ON case_file (digest);

-- Up to which message somebody read a thread.
CREATE TABLE case_seen (
  thread TEXT NOT NULL REFERENCES case_thread (id),
  reader TEXT NOT NULL,
  party TEXT,
  name TEXT NOT NULL,
  number BIGINT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (thread, reader)
);

-- What somebody began to write: in a thread, or in a new one of a case.
CREATE TABLE case_draft (
  place TEXT NOT NULL,
  writer TEXT NOT NULL,
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (place, writer)
);

-- Calls, meetings, decisions, and who informed whom.
CREATE TABLE case_log (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  kind TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  people TEXT NOT NULL,
  body TEXT NOT NULL,
  why TEXT NOT NULL,
  actor TEXT NOT NULL,
  name TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_log_case ON case_log (case_id, happened_at, id);

-- How a case was closed, and opened again: each closing is a version.
CREATE TABLE case_end (
  case_id TEXT NOT NULL REFERENCES support_case (id),
  version BIGINT NOT NULL,
  disposition TEXT NOT NULL,
  body TEXT NOT NULL,
  lessons TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  reopened_at BIGINT,
  reopened_by TEXT NOT NULL DEFAULT '',
  reopened_why TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (case_id, version)
);
CREATE INDEX case_end_at ON case_end (at);

-- What those who took part thought of it.
CREATE TABLE case_opinion (
  case_id TEXT NOT NULL REFERENCES support_case (id),
  party TEXT NOT NULL,
  score BIGINT NOT NULL,
  body TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (case_id, party)
);
