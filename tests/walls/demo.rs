//! The demonstration is made by the acts people use, so it walks through all of them on both databases.

use crate::harness::postgres;
use meldkamer_app::{House, chance::Clock, demo, library::Library, settings::Settings};
use meldkamer_domain::{access::Scope, time::Instant};
use meldkamer_store::{
    clock, dossier,
    dossier::listed::{self, Match, Turn},
    errand,
};

async fn house(database: String, data: &std::path::Path) -> House {
    let settings = Settings { data: data.to_path_buf(), database, ..Settings::default() };
    let (library, mistakes) = Library::open(None).unwrap();
    assert_eq!(mistakes, []);
    House::open(settings, library, Clock::standing(now())).await.unwrap()
}

fn now() -> Instant {
    Instant::parse("2026-11-23T03:12:00+01:00").unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filled_house_has_every_state_and_one_campaign() {
    for database in [String::new(), postgres::new_database()] {
        let folder = tempfile::tempdir().unwrap();
        let house = house(database, folder.path()).await;
        let demo::Demonstration { staff, told } = demo::fill(&house, now()).await.unwrap();
        assert_eq!((staff.len(), told.len()), (15, 60));
        assert!(demo::fill(&house, now()).await.unwrap().told.is_empty(), "filled twice");
        for alarm in meldkamer_store::help::ringing(&house.database).await.unwrap() {
            let row = dossier::by_id(&house.database, &alarm.dossier).await.unwrap().unwrap();
            assert_ne!(row.state, "withdrawn", "an alarm rings for what was withdrawn");
        }
        let filter = dossier::Filter { queued: true, ..dossier::Filter::default() };
        let rows = listed::queue(&house.database, &Scope::All, &filter, Turn::First, 100).await.unwrap();
        assert!(rows.windows(2).all(|pair| (pair[0].tier, pair[0].rank) <= (pair[1].tier, pair[1].rank)));
        assert!(rows.last().unwrap().exercise == 1, "exercises come last");
        let (db, any) = (&house.database, dossier::Filter::default());
        let all = listed::newest(db, &Scope::All, &any, Turn::First, Match::Beginning, 100).await.unwrap();
        for state in ["received", "answered", "withdrawn", "merged", "closed"] {
            assert!(all.iter().any(|row| row.state == state), "no dossier is {state}");
        }
        let campaign = &told[58].filed.dossier.id;
        let sharing = meldkamer_store::link::sharing(&house.database, campaign, 100).await.unwrap();
        let others: std::collections::BTreeSet<_> = sharing.iter().map(|row| &row.dossier).collect();
        assert_eq!((others.len(), sharing[0].dossiers), (5, 5));
        let words = vec!["doorgeefluik".to_owned()];
        let filter = dossier::Filter { words, ..dossier::Filter::default() };
        let found =
            listed::newest(db, &Scope::All, &filter, Turn::First, Match::Beginning, 100).await.unwrap();
        assert_eq!(found.len(), 6);
        let waiting = errand::undelivered(&house.database, "", 0, 1000).await.unwrap();
        assert!(waiting.iter().any(|row| row.kind == "copy"));
        let oldest = clock::deadlines(&house.database, &told[0].filed.dossier.id).await.unwrap();
        assert!(oldest.iter().any(|row| row.stage == "early-warning" && row.met_at.is_some()), "{oldest:?}");
        assert!(oldest.iter().any(|row| row.stage == "notification" && row.met_at.is_none()), "{oldest:?}");
    }
}
