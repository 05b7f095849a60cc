//! The working material of a case at a thousand and a hundred thousand indicators and timeline lines:
//! each page and each search must take the same time; and how long taking a hundred thousand lines in
//! takes.

use crate::{
    Line,
    house::{Running, client, folder, median},
};
use meldkamer_app::{
    Actor, Door, House,
    case::open,
    chance::Clock,
    filing::{Wish, first},
    library::Library,
    material::{indicators, timeline},
    settings::Settings,
};
use meldkamer_domain::{access::Role, question::Stage};
use serde_json::json;
use std::{
    path::Path,
    time::{Duration, Instant},
};

const SMALL: u32 = 1_000;
const LARGE: u32 = 100_000;
const ROUNDS: usize = 40;

/// What is measured.
pub async fn run() -> Vec<Line> {
    let folder = folder();
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    let (one, little) = fill(&small, SMALL).await;
    let (many, taken) = fill(&large, LARGE).await;
    let each = |took: Duration, size: u32| took.as_secs_f64() / f64::from(size);
    let mut lines = vec![Line {
        what: "taking in a line, of 100,000 against of 1,000".into(),
        figure: format!("{:.0} s for 100,000 and as many indicators", taken.as_secs_f64()),
        ratio: each(taken, LARGE) / each(little, SMALL),
        limit: Err(1.5),
    }];
    let (small, large) = (Running::start(&small).await, Running::start(&large).await);
    for (what, path) in [
        ("timeline", "timeline"),
        ("timeline search, a word in all", "timeline?q=aanmelding"),
        ("timeline search, one hit", "timeline?q=regel777"),
        ("indicators", "indicators"),
        ("indicators search, a word in all", "indicators?q=kwaad"),
        ("indicators search, one hit", "indicators?q=kwaad777.example"),
    ] {
        let (mut first, mut second) = (Vec::new(), Vec::new());
        for round in 0..ROUNDS + 5 {
            for (running, case, times) in [(&small, &one, &mut first), (&large, &many, &mut second)] {
                let took = ask(running, &format!("/desk/case/{case}/{path}")).await;
                if round >= 5 {
                    times.push(took);
                }
            }
        }
        let (few, lot) = (median(first), median(second));
        lines.push(Line {
            what: format!("{what} at 100,000 against 1,000"),
            figure: format!("{few:.2} / {lot:.2} ms"),
            ratio: lot / few,
            limit: Err(1.5),
        });
    }
    lines
}

async fn ask(running: &Running, path: &str) -> Duration {
    let begun = Instant::now();
    let address = format!("{}{path}", running.address);
    let answer = client().get(address).header("cookie", "meldkamer-session=bench").send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 200, "{path}");
    let text = answer.text().await.unwrap();
    assert!(text.contains("aanmelding regel") || text.contains("kwaad"), "{path} shows nothing");
    begun.elapsed()
}

/// A case in a new house, and the door of whoever works in it.
pub async fn opened(house: &House) -> (Door, String) {
    let stranger = Door::now(house, Actor::stranger());
    let answers = json!({"org.id.name": "Waterbedrijf", "w.summary": "Servers versleuteld"});
    let wish = Wish {
        stage: Stage::EarlyWarning,
        answers,
        regime: None,
        language: "nl".into(),
        exercise: false,
        channel: "api".into(),
    };
    let filed = first::at_once(house, &stranger, &wish, None).await.unwrap();
    let door = Door::now(house, Actor::staff(Role::DutyOfficer, "acc_bench", "Bench"));
    let wish = open::Wish {
        title: "Gijzelsoftware".into(),
        forms: vec!["technical".into()],
        intensity: "handler".into(),
        to_answer: "Hoe kwamen zij binnen?".into(),
        ..open::Wish::default()
    };
    let case = open::open(house, &door, &filed.dossier.reference, &wish).await.unwrap();
    (door, case)
}

/// Fills the case of a new house through the acts themselves; answers the case and how long it took.
async fn fill(data: &Path, size: u32) -> (String, Duration) {
    let settings = Settings { data: data.to_owned(), ..Settings::default() };
    let (library, _) = Library::open(None).unwrap();
    let house = House::open(settings, library, Clock::Machine).await.unwrap();
    let (door, case) = opened(&house).await;
    let line = |n: u32| {
        let at = 1_795_189_200_000_000_i64 + i64::from(n) * 1_000_003;
        format!("{{\"message\":\"aanmelding regel{n} op server {}\",\"timestamp\":{at}}}\n", n % 97)
    };
    let file: String = (0..size).map(line).collect();
    let text: String = (0..size).map(|n| format!("www.kwaad{n}.example\n")).collect();
    let begun = Instant::now();
    timeline::take_in(&house, &door, &case, file.as_bytes(), &house.zone()).await.unwrap();
    let wish = indicators::Wish {
        text,
        tlp: "amber".into(),
        pap: "amber".into(),
        confidence: "low".into(),
        ..indicators::Wish::default()
    };
    indicators::take_in(&house, &door, &case, &wish).await.unwrap();
    let took = begun.elapsed();
    house.database.clone().close().await;
    let mut options =
        sea_orm::ConnectOptions::new(format!("sqlite://{}", data.join("meldkamer.db").display()));
    options.max_connections(1).sqlx_logging(false);
    crate::queue::let_in(&sea_orm::Database::connect(options).await.unwrap()).await;
    (case, took)
}
