-- The working material of a case: what happened when, what was hit, by what it is recognised, what was
-- found, what can be done, and what was reported. What is removed stays, and can be put back.

CREATE TABLE case_line (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  serial BIGINT NOT NULL UNIQUE,
  at BIGINT NOT NULL,
  told TEXT NOT NULL,
  zone TEXT NOT NULL,
  side TEXT NOT NULL,
  message TEXT NOT NULL,
  meaning TEXT NOT NULL,
  source TEXT NOT NULL,
  host TEXT NOT NULL,
  account TEXT NOT NULL,
  technique TEXT NOT NULL,
  fields TEXT NOT NULL,
  actor TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  removed_at BIGINT,
  removed_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_line_order ON case_line (case_id, at, serial) WHERE removed_at IS NULL;
CREATE INDEX case_line_removed ON case_line (case_id, removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE case_indicator (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  serial BIGINT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  value TEXT NOT NULL,
  tlp TEXT NOT NULL,
  pap TEXT NOT NULL,
  confidence TEXT NOT NULL,
  first_at BIGINT,
  last_at BIGINT,
  note TEXT NOT NULL,
  marks TEXT NOT NULL,
  source TEXT NOT NULL,
  actor TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  removed_at BIGINT,
  removed_by TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX case_indicator_value ON case_indicator (case_id, kind, value);
CREATE INDEX case_indicator_order ON case_indicator (case_id, serial) WHERE removed_at IS NULL;
CREATE INDEX case_indicator_removed ON case_indicator (case_id, removed_at) WHERE removed_at IS NOT NULL;

-- Systems and accounts, each with the history of how sure it is that it was hit.
CREATE TABLE case_affected (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  place TEXT NOT NULL,
  note TEXT NOT NULL,
  state TEXT NOT NULL,
  actor TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  removed_at BIGINT,
  removed_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_affected_order ON case_affected (case_id, name, id) WHERE removed_at IS NULL;
CREATE INDEX case_affected_removed ON case_affected (case_id, removed_at) WHERE removed_at IS NOT NULL;

CREATE TABLE case_affected_state (
  affected TEXT NOT NULL REFERENCES case_affected (id),
  number BIGINT NOT NULL,
  state TEXT NOT NULL,
  why TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (affected, number)
);

CREATE TABLE case_finding (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  title TEXT NOT NULL,
  body TEXT NOT NULL,
  technique TEXT NOT NULL,
  tactic TEXT NOT NULL,
  evidence TEXT NOT NULL,
  confidence TEXT NOT NULL,
  actor TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  released_at BIGINT,
  released_by TEXT NOT NULL DEFAULT '',
  removed_at BIGINT,
  removed_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_finding_order ON case_finding (case_id, added_at, id);

-- Courses of action, in both languages.
CREATE TABLE case_course (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  course TEXT NOT NULL,
  actor TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  released_at BIGINT,
  released_by TEXT NOT NULL DEFAULT '',
  removed_at BIGINT,
  removed_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_course_order ON case_course (case_id, added_at, id);

CREATE TABLE case_report (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  kind TEXT NOT NULL,
  language TEXT NOT NULL,
  version BIGINT NOT NULL,
  actor TEXT NOT NULL,
  added_at BIGINT NOT NULL,
  released_version BIGINT,
  released_at BIGINT,
  released_by TEXT NOT NULL DEFAULT '',
  removed_at BIGINT,
  removed_by TEXT NOT NULL DEFAULT ''
);
CREATE INDEX case_report_order ON case_report (case_id, added_at, id);

-- Each version of a report with what we signed of it.
CREATE TABLE case_report_version (
  report TEXT NOT NULL REFERENCES case_report (id),
  version BIGINT NOT NULL,
  title TEXT NOT NULL,
  tlp TEXT NOT NULL,
  body TEXT NOT NULL,
  signed TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL,
  PRIMARY KEY (report, version)
);
