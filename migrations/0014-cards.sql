-- The kits that were made in a case: which card, for which system, for whom. The secret of its
-- link is not among it: that is worked out again for each copy.

CREATE TABLE case_kit (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL REFERENCES support_case (id),
  card TEXT NOT NULL,
  card_version TEXT NOT NULL,
  system TEXT NOT NULL,
  language TEXT NOT NULL,
  tool_hash TEXT NOT NULL,
  recipient TEXT NOT NULL,
  party TEXT NOT NULL,
  actor TEXT NOT NULL,
  at BIGINT NOT NULL
);
CREATE INDEX case_kit_case ON case_kit (case_id, at);
