-- How long personal data is kept: when to look at a dossier again, legal holds, and what was erased.

-- What is known about keeping a dossier. `walked` is its serial when the round came by it in order.
CREATE TABLE keeping (
  dossier TEXT PRIMARY KEY REFERENCES dossier (id),
  walked BIGINT,
  look_at BIGINT,
  special BIGINT NOT NULL DEFAULT 0,
  proceedings BIGINT NOT NULL DEFAULT 0,
  erased_at BIGINT
);
CREATE INDEX keeping_look ON keeping (look_at);
CREATE INDEX keeping_walked ON keeping (walked);

-- A legal hold: nothing of the dossier is erased until it is lifted.
CREATE TABLE hold (
  id TEXT PRIMARY KEY,
  dossier TEXT NOT NULL REFERENCES dossier (id),
  reason TEXT NOT NULL,
  placed_by TEXT NOT NULL,
  placed_at BIGINT NOT NULL,
  lifted_by TEXT,
  lifted_at BIGINT,
  lift_reason TEXT NOT NULL DEFAULT ''
);
CREATE INDEX hold_dossier ON hold (dossier);
CREATE INDEX hold_placed ON hold (placed_at);

-- What was erased, how much, and by which rule; never what it said.
CREATE TABLE erasure (
  id TEXT PRIMARY KEY,
  at BIGINT NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  name TEXT NOT NULL DEFAULT '',
  part TEXT NOT NULL,
  category TEXT NOT NULL,
  period TEXT NOT NULL,
  clause TEXT NOT NULL,
  since BIGINT NOT NULL,
  count BIGINT NOT NULL
);
CREATE INDEX erasure_at ON erasure (at, id);
CREATE INDEX erasure_subject ON erasure (subject);

-- The digest of what was filed is salted; with the salt gone, nobody can try answers against it.
ALTER TABLE filing ADD COLUMN salt {bytes};
ALTER TABLE message ADD COLUMN erased_at BIGINT;
ALTER TABLE attachment ADD COLUMN erased_at BIGINT;
