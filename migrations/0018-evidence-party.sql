-- For whose part in the case a link is: they see what came by it, with its custody.
ALTER TABLE evidence_link ADD COLUMN party TEXT NOT NULL DEFAULT '';
