//! The house: everything an act needs that is not in its request.

use crate::{Failed, bell::Bell, chance::Clock, keys::Keys, library::Library, settings::Settings};
use jiff::tz::TimeZone;
use meldkamer_store::{Database, Trouble, depot::Depot};
use std::sync::{Arc, RwLock};

/// One installation: its memory, its law, its keys, its settings and its clock.
#[derive(Debug)]
pub struct House {
    /// The database.
    pub database: Database,
    /// The depot of files.
    pub depot: Depot,
    /// Keys for receipts and the log, and for the digests of codes.
    pub keys: Keys,
    /// What the operator set.
    pub settings: Settings,
    /// What time it is.
    pub clock: Clock,
    /// Rings after each commit.
    pub bell: Bell,
    /// The legal zone, read once; UTC when the settings name one that does not exist.
    pub(crate) zone: TimeZone,
    law: RwLock<Arc<Library>>,
}

impl House {
    /// Opens an installation: makes the data folder, keys and database when they are absent, and
    /// brings the database to this binary's shape.
    pub async fn open(settings: Settings, library: Library, clock: Clock) -> Result<Self, Failed> {
        let data = &settings.data;
        std::fs::create_dir_all(data).map_err(|source| Trouble::File {
            operation: format!("make the data folder {}", data.display()),
            source,
        })?;
        let database = if settings.database.is_empty() {
            Database::sqlite(&data.join("meldkamer.db")).await?
        } else {
            Database::open(&settings.database).await?
        };
        let depot = if settings.depot.is_empty() {
            Depot::folder(&data.join("depot"))?
        } else {
            Depot::s3(&settings.depot)?
        };
        let keys = Keys::open(&data.join("keys"), &settings)?;
        meldkamer_store::migrate::run(&database).await?;
        let law = RwLock::new(Arc::new(library));
        let zone = TimeZone::get(&settings.zone).unwrap_or(TimeZone::UTC);
        Ok(Self { database, depot, keys, settings, clock, bell: Bell::default(), zone, law })
    }

    /// The rulebooks in force; whoever holds them keeps the same edition to the end of the act.
    pub fn law(&self) -> Arc<Library> {
        match self.law.read() {
            Ok(law) => law.clone(),
            Err(poisoned) => poisoned.into_inner().clone(),
        }
    }
}
