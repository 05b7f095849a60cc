-- Words of an entity for search, without a second copy of the text.
CREATE VIRTUAL TABLE entity_text USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO entity_text (rowid, body) SELECT serial, name || ' ' || register_number FROM entity;
