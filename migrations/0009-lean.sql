-- A commit writes a page for every tree that it touches, so a filing touches few: an index holds only rows
-- that somebody looks for by it.
DROP INDEX dossier_assignee;
CREATE INDEX dossier_assignee ON dossier (assignee, serial) WHERE assignee IS NOT NULL;
DROP INDEX dossier_entity;
CREATE INDEX dossier_entity ON dossier (entity, serial) WHERE entity IS NOT NULL;
DROP INDEX dossier_merged;
CREATE INDEX dossier_merged ON dossier (merged_into) WHERE merged_into IS NOT NULL;
DROP INDEX dossier_claimed;
CREATE INDEX dossier_claimed ON dossier (claimed, serial) WHERE claimed IS NOT NULL;
DROP INDEX entry_leaf;
CREATE INDEX entry_leaf ON entry (leaf) WHERE leaf IS NOT NULL;
DROP INDEX deadline_open;
CREATE INDEX deadline_open ON deadline (due, id) WHERE retired_at IS NULL AND met_at IS NULL;
