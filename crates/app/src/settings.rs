//! The settings of an installation: one TOML file, every key with a default, unknown keys refused.
//!
//! Secrets are given by the path of a file that holds them, never in the file itself.

pub mod provider;

use provider::Provider;
use serde::Deserialize;
use std::path::PathBuf;

/// Everything an operator can set.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folder for the database, keys and files.
    pub data: PathBuf,
    /// Address and port to listen on.
    pub listen: String,
    /// Address and port for `/metrics`; empty for none.
    pub metrics: String,
    /// Address that people type, such as `https://meldkamer.example`: used in mails and receipts.
    pub address: String,
    /// `postgres://…`, or empty for SQLite in the data folder.
    pub database: String,
    /// `s3://bucket` for the depot of files, or empty for a folder in the data folder.
    pub depot: String,
    /// A folder of rulebooks that override or add to the built-in ones; empty for none.
    pub rulebooks: Option<PathBuf>,
    /// Two to six letters with which references begin.
    pub prefix: String,
    /// The Member State of this installation, by its code of two letters.
    pub state: String,
    /// Name of the CSIRT that runs this.
    pub csirt: String,
    /// Id of this CSIRT in the routes of the rulebooks.
    pub csirt_id: String,
    /// Telephone number for urgent help, shown on every page.
    pub telephone: String,
    /// The legal time zone.
    pub zone: String,
    /// The largest attachment, in mebibytes.
    pub attachment_mib: u64,
    /// The largest sheet of entities, in mebibytes.
    pub sheet_mib: u64,
    /// Program that looks at evidence, started as `<program> lab`; nothing for this one.
    pub laboratory: Option<PathBuf>,
    /// Name server that is asked for proofs of domain names, such as `192.0.2.53:53`; empty for the
    /// machine's own.
    pub resolver: String,
    /// Certificate and key (PEM) when we speak TLS ourselves; otherwise a proxy does.
    pub tls: Option<Tls>,
    /// How mail leaves.
    pub mail: Mail,
    /// How mail comes in.
    pub intake: Intake,
    /// Where urgent alarms go besides mail.
    pub alarm: Alarm,
    /// Providers of OpenID Connect by which people may sign in.
    pub providers: Vec<Provider>,
}

/// Certificate and key for TLS.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// PEM file with the certificate chain.
    pub certificate: PathBuf,
    /// PEM file with the private key.
    pub key: PathBuf,
}

/// Outgoing mail.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Mail {
    /// SMTP server, such as `smtp://localhost:25` or `smtps://user@mail.example:465`; empty keeps
    /// mail waiting, visibly.
    pub server: String,
    /// File that holds the SMTP password.
    pub password_file: Option<PathBuf>,
    /// Sender of everything we mail.
    pub from: String,
}

/// Incoming mail.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Intake {
    /// Address and port on which we take mail by LMTP or SMTP from your own mail server; empty for none.
    pub listen: String,
    /// The addresses that we take mail for.
    pub addresses: Vec<String>,
}

/// Paging of the duty officer.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Alarm {
    /// Webhook that is called for each page, besides the mail.
    pub webhook: String,
    /// File that holds the secret with which calls of that webhook are signed.
    pub webhook_secret_file: Option<PathBuf>,
    /// Minutes without "seen" before the next level of the roster is paged.
    pub escalate_minutes: i64,
    /// Address paged when the roster is empty or its levels are used up.
    pub last_resort: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data: PathBuf::from("var"),
            listen: "127.0.0.1:8080".into(),
            metrics: "127.0.0.1:9080".into(),
            address: String::new(),
            database: String::new(),
            depot: String::new(),
            rulebooks: None,
            prefix: "NL".into(),
            state: "NL".into(),
            csirt: "CSIRT".into(),
            csirt_id: "ncsc".into(),
            telephone: "+31 70 000 00 00".into(),
            zone: "Europe/Amsterdam".into(),
            attachment_mib: 25,
            sheet_mib: 64,
            laboratory: None,
            resolver: String::new(),
            tls: None,
            mail: Mail::default(),
            intake: Intake::default(),
            alarm: Alarm::default(),
            providers: Vec::new(),
        }
    }
}

impl Default for Mail {
    fn default() -> Self {
        Self { server: String::new(), password_file: None, from: "Meldkamer <meldkamer@localhost>".into() }
    }
}

impl Default for Alarm {
    fn default() -> Self {
        Self {
            webhook: String::new(),
            webhook_secret_file: None,
            escalate_minutes: 10,
            last_resort: String::new(),
        }
    }
}

impl Settings {
    /// The address that people type; from the listening address when none is set. A machine that
    /// only listens to itself goes by its name there: browsers give passkeys to names alone.
    pub fn public_address(&self) -> String {
        if !self.address.is_empty() {
            return self.address.trim_end_matches('/').into();
        }
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        match self.listen.strip_prefix("127.0.0.1:") {
            Some(port) => format!("{scheme}://localhost:{port}"),
            None => format!("{scheme}://{}", self.listen),
        }
    }
}
