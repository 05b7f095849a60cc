-- Signing in: passkeys, identities that providers vouch for, and ceremonies under way.

-- How the session was opened.
ALTER TABLE session ADD COLUMN way TEXT NOT NULL DEFAULT '';
-- How sure the provider was of the person, in its own words.
ALTER TABLE session ADD COLUMN assurance TEXT NOT NULL DEFAULT '';
-- The branch of the organisation that it named.
ALTER TABLE session ADD COLUMN branch TEXT NOT NULL DEFAULT '';

-- The handle is random and the same for all passkeys of an account: it says nothing of who it is.
CREATE TABLE passkey (
  id TEXT PRIMARY KEY,
  account TEXT NOT NULL REFERENCES account (id),
  handle {bytes} NOT NULL,
  credential {bytes} NOT NULL UNIQUE,
  name TEXT NOT NULL,
  key TEXT NOT NULL,
  created_at BIGINT NOT NULL,
  used_at BIGINT
);
CREATE INDEX passkey_account ON passkey (account);

-- Whom a provider (by its issuer, not by our name for it) knows under which subject.
CREATE TABLE identity (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  account TEXT NOT NULL REFERENCES account (id),
  created_at BIGINT NOT NULL,
  used_at BIGINT NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identity_account ON identity (account);

-- What a browser was asked and has not answered yet: challenges, the state of a provider's sign-in,
-- what somebody was sending when a factor was asked. Each is answered once, by that browser, in time.
CREATE TABLE ceremony (
  digest {bytes} PRIMARY KEY,
  kind TEXT NOT NULL,
  binding {bytes} NOT NULL,
  state TEXT NOT NULL,
  ends_at BIGINT NOT NULL
);
CREATE INDEX ceremony_ends_at ON ceremony (ends_at);
