-- Words of a dossier for search, without a second copy of the text.
CREATE TABLE dossier_text (serial BIGINT PRIMARY KEY, body tsvector NOT NULL);
CREATE INDEX dossier_text_body ON dossier_text USING gin (body);
-- Unsealed entries, found without reading the sealed ones.
CREATE INDEX entry_unsealed ON entry (id) WHERE leaf IS NULL;
