-- Words of a dossier for search, without a second copy of the text.
CREATE VIRTUAL TABLE dossier_text USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
-- Unsealed entries, found without reading the sealed ones.
CREATE INDEX entry_unsealed ON entry (id) WHERE leaf IS NULL;
