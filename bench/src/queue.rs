//! The queue page and the search at a thousand, a hundred thousand and a million dossiers.

use crate::{
    Line,
    house::{Running, client, folder, median},
};
use meldkamer_store::{Database, migrate};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};
use std::{path::Path, time::Instant};

const SIZES: [u32; 3] = [1_000, 100_000, 1_000_000];
const ROUNDS: usize = 200;
/// Rounds that are not counted.
const WARM: usize = 10;

/// The largest size against the smallest, for the page and for the search.
pub async fn run() -> Vec<Line> {
    let folder = folder();
    let mut houses = Vec::new();
    for size in SIZES {
        let data = folder.path().join(size.to_string());
        fill(&data, size).await;
        houses.push(Running::start(&data).await);
    }
    vec![
        line("queue page", &times(&houses, "/desk").await),
        line("search", &times(&houses, "/desk?q=waterbedrijf+versleuteld").await),
    ]
}

fn line(what: &str, times: &[f64]) -> Line {
    Line {
        what: format!("{what} at 1,000,000 against 1,000 dossiers"),
        figure: format!("{:.1} / {:.1} / {:.1} ms", times[0], times[1], times[2]),
        ratio: times[2] / times[0],
        limit: Err(1.5),
    }
}

/// The middle of what a page takes in each house. They are asked in turns, so that what else the machine
/// does falls on all of them alike.
async fn times(houses: &[Running], path: &str) -> Vec<f64> {
    let client = client();
    let mut times = vec![Vec::new(); houses.len()];
    for round in 0..ROUNDS + WARM {
        for (running, times) in houses.iter().zip(&mut times) {
            let begun = Instant::now();
            let answer = client
                .get(format!("{}{path}", running.address))
                .header("cookie", "meldkamer-session=bench")
                .send()
                .await
                .unwrap();
            assert_eq!(answer.status().as_u16(), 200, "{path}");
            assert!(answer.text().await.unwrap().contains("Waterbedrijf"), "{path} shows no dossier");
            if round >= WARM {
                times.push(begun.elapsed());
            }
        }
    }
    times.into_iter().map(median).collect()
}

/// Fills a new house with so many dossiers, all of them in the queue, and one member of staff.
pub async fn fill(data: &Path, size: u32) {
    std::fs::create_dir_all(data).unwrap();
    let file = data.join("meldkamer.db");
    let database = Database::sqlite(&file).await.unwrap();
    migrate::run(&database).await.unwrap();
    database.close().await;
    let raw = sea_orm::Database::connect(format!("sqlite://{}", file.display())).await.unwrap();
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_micros();
    let_in(&raw).await;
    for sql in [
        "PRAGMA synchronous = OFF".to_owned(),
        format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {size}) \
             INSERT INTO dossier (id, serial, reference, code, organisation, title, sector, kind, duty, language, channel, state, received_at, changed_at, answer_due, tier, rank, reasons, edition) \
             SELECT 'dos_' || printf('%032d', i), i, 'NL-26-' || printf('%08d', i), randomblob(32), 'Waterbedrijf ' || i, 'Bestanden versleuteld op kantoor ' || i, 'drinking-water', 'significant-incident', 'mandatory', 'nl', 'form', 'received', {now}, {now}, {now} + i, 1 + i % 5, {now} + i, '[\"sector:drinking-water\",\"ongoing\"]', 'bench' FROM n"
        ),
        "INSERT INTO dossier_text (rowid, body) SELECT serial, reference || ' ' || organisation || ' ' || title FROM dossier".to_owned(),
        "ANALYZE".to_owned(),
        "PRAGMA wal_checkpoint(TRUNCATE)".to_owned(),
    ] {
        raw.execute_raw(Statement::from_string(sea_orm::DbBackend::Sqlite, sql)).await.unwrap();
    }
    raw.close().await.unwrap();
}

/// Makes an account with a session, for the requests that are timed.
pub async fn let_in(raw: &DatabaseConnection) {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_micros();
    let (far, session) = (now + 10_000_000_000_000, session_digest());
    for sql in [
        format!(
            "INSERT INTO account (id, login, name, email, role, language, created_at) VALUES ('acc_bench', 'bench', 'Bench', 'bench@example.org', 'duty-officer', 'nl', {now})"
        ),
        format!(
            "INSERT INTO session (digest, id, account, factor, created_at, seen_at, ends_at) VALUES ({session}, 'ses_bench', 'acc_bench', 1, {now}, {now}, {far})"
        ),
    ] {
        raw.execute_raw(Statement::from_string(sea_orm::DbBackend::Sqlite, sql)).await.unwrap();
    }
}

/// SHA-256 of the cookie's secret, as a literal.
fn session_digest() -> String {
    let digest = meldkamer_app::session::digest("bench");
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("x'{hex}'")
}
