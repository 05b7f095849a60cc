-- Beginnings of words are found along an index of their own, as quick among many hits as among few.
DROP TABLE case_line_text;
DROP TABLE case_indicator_text;
CREATE VIRTUAL TABLE case_line_text USING fts5 (body, content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE case_indicator_text USING fts5 (body, content = '', contentless_delete = 1, prefix = '1 2 3 4 5 6', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO case_line_text (rowid, body) SELECT serial, 'zz' || replace(replace(case_id, '_', ''), '-', '') || ' ' || host || ' ' || account || ' ' || technique || ' ' || source || ' ' || meaning || ' ' || message FROM case_line;
INSERT INTO case_indicator_text (rowid, body) SELECT serial, 'zz' || replace(replace(case_id, '_', ''), '-', '') || ' ' || kind || ' ' || value || ' ' || source || ' ' || note FROM case_indicator;
