-- Words of an entity for search, without a second copy of the text.
CREATE TABLE entity_text (serial BIGINT PRIMARY KEY, body tsvector NOT NULL);
CREATE INDEX entity_text_body ON entity_text USING gin (body);
INSERT INTO entity_text (serial, body) SELECT serial, to_tsvector('simple', name || ' ' || register_number) FROM entity;
CREATE SEQUENCE entity_serial_next;
SELECT setval('entity_serial_next', (SELECT COALESCE(max(serial), 0) + 1 FROM entity), false);
