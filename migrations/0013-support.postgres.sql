-- Words of timelines and indicators for search, without a second copy of the text.
CREATE TABLE case_line_text (serial BIGINT PRIMARY KEY, body tsvector NOT NULL);
CREATE INDEX case_line_text_body ON case_line_text USING gin (body);
CREATE TABLE case_indicator_text (serial BIGINT PRIMARY KEY, body tsvector NOT NULL);
CREATE INDEX case_indicator_text_body ON case_indicator_text USING gin (body);
CREATE SEQUENCE case_line_serial;
CREATE SEQUENCE case_indicator_serial;
