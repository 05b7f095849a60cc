-- The key to which mail and messages for somebody are sealed (age or OpenPGP), and the way by which a
-- message came: by the pages, by mail, or by mail that they signed.
ALTER TABLE case_party ADD COLUMN own_key TEXT NOT NULL DEFAULT '';
ALTER TABLE case_message ADD COLUMN way TEXT NOT NULL DEFAULT '';
