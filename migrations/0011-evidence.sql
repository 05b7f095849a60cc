-- Evidence: links to send it by, files on their way in, items with their keys, custody and holds.

-- A link is for one person, one purpose and until one instant; only the digest of its secret is kept.
CREATE TABLE evidence_link (
  id TEXT PRIMARY KEY,
  digest {bytes} NOT NULL UNIQUE,
  case_id TEXT NOT NULL,
  person TEXT NOT NULL,
  purpose TEXT NOT NULL,
  keep_days BIGINT NOT NULL,
  original TEXT,
  made_by TEXT NOT NULL,
  made_at BIGINT NOT NULL,
  ends_at BIGINT NOT NULL,
  revoked_at BIGINT
);
CREATE INDEX evidence_link_case ON evidence_link (case_id, made_at);

-- A file on its way in. `state` is the running SHA-256 over what was received, so that it survives a
-- restart; `wrapped` is the item's own key, wrapped by the installation's.
CREATE TABLE evidence_upload (
  id TEXT PRIMARY KEY,
  link TEXT NOT NULL REFERENCES evidence_link (id),
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  stated TEXT NOT NULL,
  sealed BIGINT NOT NULL,
  plain_stated TEXT NOT NULL,
  length BIGINT NOT NULL,
  received BIGINT NOT NULL,
  state {bytes} NOT NULL,
  recipient TEXT NOT NULL,
  wrapped {bytes} NOT NULL,
  created_at BIGINT NOT NULL,
  touched_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  finished_at BIGINT,
  ended_at BIGINT
);
CREATE INDEX evidence_upload_link ON evidence_upload (link, created_at);
CREATE INDEX evidence_upload_open ON evidence_upload (ended_at, expires_at);

-- The parts of a file, in order: each an age file of its own in the depot.
CREATE TABLE evidence_part (
  upload TEXT NOT NULL REFERENCES evidence_upload (id),
  begins BIGINT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  key TEXT NOT NULL,
  PRIMARY KEY (upload, begins)
);

-- An item. `number` counts within the case; `wrapped` is empty once the item was destroyed.
CREATE TABLE evidence_item (
  id TEXT PRIMARY KEY,
  case_id TEXT NOT NULL,
  number BIGINT NOT NULL,
  upload TEXT NOT NULL REFERENCES evidence_upload (id),
  original TEXT,
  name TEXT NOT NULL,
  media TEXT NOT NULL,
  size BIGINT NOT NULL,
  digest TEXT NOT NULL,
  stated TEXT NOT NULL,
  sealed BIGINT NOT NULL,
  plain_stated TEXT NOT NULL,
  recipient TEXT NOT NULL,
  wrapped {bytes},
  kind TEXT NOT NULL,
  findings TEXT NOT NULL,
  looked_at BIGINT,
  received_at BIGINT NOT NULL,
  keep_until BIGINT NOT NULL,
  destroyed_at BIGINT,
  certificate TEXT NOT NULL,
  swept_at BIGINT,
  UNIQUE (case_id, number)
);
CREATE INDEX evidence_item_upload ON evidence_item (upload);
CREATE INDEX evidence_item_swept ON evidence_item (destroyed_at, swept_at);

-- Custody: hash-linked within the item.
CREATE TABLE evidence_custody (
  item TEXT NOT NULL REFERENCES evidence_item (id),
  seq BIGINT NOT NULL,
  step TEXT NOT NULL,
  person TEXT NOT NULL,
  role TEXT NOT NULL,
  happened_at BIGINT NOT NULL,
  written_at BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  place TEXT NOT NULL,
  digest TEXT NOT NULL,
  actor TEXT NOT NULL,
  hash {bytes} NOT NULL,
  PRIMARY KEY (item, seq)
);

-- A legal hold on an item.
CREATE TABLE evidence_hold (
  id TEXT PRIMARY KEY,
  item TEXT NOT NULL REFERENCES evidence_item (id),
  reason TEXT NOT NULL,
  placed_by TEXT NOT NULL,
  placed_at BIGINT NOT NULL,
  lifted_by TEXT NOT NULL,
  lifted_at BIGINT,
  lift_reason TEXT NOT NULL
);
CREATE INDEX evidence_hold_item ON evidence_hold (item);

-- The key pair of a case, to which a sender may seal: the private half wrapped by the installation's.
CREATE TABLE evidence_key (
  case_id TEXT PRIMARY KEY,
  recipient TEXT NOT NULL,
  wrapped {bytes} NOT NULL,
  made_at BIGINT NOT NULL
);
