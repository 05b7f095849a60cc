-- Words of timelines and indicators for search, without a second copy of the text.
CREATE VIRTUAL TABLE case_line_text USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE case_indicator_text USING fts5 (body, content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 2');
