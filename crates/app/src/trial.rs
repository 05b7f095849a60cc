//! A house for tests: SQLite in a temporary folder, a clock that stands still, hands in the database.

use crate::{
    Door, House,
    act::Actor,
    chance::Clock,
    filing::{Filed, Wish, first},
    library::Library,
    settings::Settings,
};
use meldkamer_domain::{question::Stage, time::Instant};
use meldkamer_store::errand::ErrandRow;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use serde_json::{Value, json};
use tempfile::TempDir;

/// When the tests begin: a Tuesday, far from any holiday.
pub const BEGIN: &str = "2026-09-15T09:00:00Z";

pub struct Trial {
    pub house: House,
    hands: DatabaseConnection,
    _folder: TempDir,
}

impl Trial {
    pub async fn new() -> Self {
        Self::with(|_| ()).await
    }

    pub async fn with(set: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut settings = Settings { data: folder.path().into(), ..Settings::default() };
        set(&mut settings);
        let (library, _) = Library::open(None).unwrap();
        let clock = Clock::standing(Instant::parse(BEGIN).unwrap());
        let house = House::open(settings, library, clock).await.unwrap();
        let file = folder.path().join("meldkamer.db");
        let hands = Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
        Self { house, hands, _folder: folder }
    }

    /// Changes the database behind the back of the house.
    pub async fn meddle(&self, sql: &str) -> u64 {
        self.hands.execute_unprepared(sql).await.unwrap().rows_affected()
    }

    /// Lets time go by.
    pub fn pass(&self, hours: f64) {
        #[allow(clippy::cast_possible_truncation, reason = "whole seconds are enough")]
        self.house.clock.set(self.house.clock.now().plus_seconds((hours * 3600.0) as i64));
    }

    /// A report that was filed now, with an early warning or another stage.
    pub async fn file(&self, stage: Stage, more: Value, exercise: bool) -> Filed {
        let mut answers = json!({
            "w.summary": "Alles ligt plat",
            "t.aware": self.house.clock.now().rfc3339(),
            "org.class": "essential",
            "rep.person": {"name": "Jan", "email": "jan@bedrijf.example"},
        });
        for (question, answer) in more.as_object().cloned().unwrap_or_default() {
            answers[question] = answer;
        }
        let wish = Wish {
            stage,
            answers,
            regime: Some("nl-cbw".into()),
            language: "nl".into(),
            exercise,
            channel: "api".into(),
        };
        let door = Door::now(&self.house, Actor::stranger());
        first::at_once(&self.house, &door, &wish, None).await.unwrap()
    }

    pub async fn early_warning(&self) -> Filed {
        self.file(Stage::EarlyWarning, json!({}), false).await
    }

    /// Puts somebody on the roster for all time.
    pub async fn on_duty(&self, name: &str, level: i64) {
        let at = self.house.clock.now().micros();
        self.meddle(&format!(
            "INSERT INTO account (id, login, name, email, role, language, created_at) \
             VALUES ('{name}', '{name}', '{name}', '{name}@csirt.example', 'duty-officer', 'nl', {at})"
        ))
        .await;
        self.meddle(&format!(
            "INSERT INTO roster (id, staff, level, from_at, until_at) VALUES ('r{name}', '{name}', {level}, 0, {})",
            i64::MAX
        ))
        .await;
    }

    /// The errands whose key begins so, in order of making.
    pub async fn errands(&self, beginning: &str) -> Vec<ErrandRow> {
        let mut all = meldkamer_store::errand::undelivered(&self.house.database, "", 0, 1000).await.unwrap();
        all.retain(|one| one.key.starts_with(beginning));
        all.sort_by(|one, other| (one.created_at, &one.key).cmp(&(other.created_at, &other.key)));
        all
    }

    /// How often a verb stands in the journal.
    pub async fn noted(&self, verb: &str) -> usize {
        let all = meldkamer_store::journal::newest(&self.house.database, i64::MAX, 10_000).await.unwrap();
        all.iter().filter(|one| one.verb == verb).count()
    }
}
