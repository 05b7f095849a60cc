-- When somebody put a mail aside that is no report. It stays, and can be brought back.
ALTER TABLE draft ADD COLUMN aside_at BIGINT;
