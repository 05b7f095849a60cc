//! Filing early warnings through the API, each durable before it is answered, against bare commits
//! of one row on the same disk.

use crate::{
    Line,
    house::{Running, client, folder},
};
use meldkamer_domain::access::{Role, Tie, Verb, permit};
use meldkamer_store::{Database, house, migrate};
use serde_json::json;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

const SECONDS: u64 = 8;

/// Rates at one client and at thirty-two.
pub async fn run() -> Vec<Line> {
    let folder = folder();
    let bare = bare(&folder.path().join("bare.db")).await;
    let running = Running::start(&folder.path().join("data")).await;
    load(&running, 1, Duration::from_secs(2)).await;
    let (one, one_p99) = load(&running, 1, Duration::from_secs(SECONDS)).await;
    let (many, many_p99) = load(&running, 32, Duration::from_secs(SECONDS)).await;
    vec![
        Line {
            what: "filing, 1 client, against bare durable commits".into(),
            figure: format!("{one:.0}/s of {bare:.0}/s, p99 {one_p99:.1} ms"),
            ratio: one / bare,
            limit: Ok(0.5),
        },
        Line {
            what: "filing, 32 clients, against 1 client".into(),
            figure: format!("{many:.0}/s of {one:.0}/s, p99 {many_p99:.1} ms"),
            ratio: many / one,
            limit: Ok(2.0),
        },
    ]
}

/// Durable commits of one row a second.
async fn bare(file: &std::path::Path) -> f64 {
    let database = Database::sqlite(file).await.unwrap();
    migrate::run(&database).await.unwrap();
    let permit = permit(Role::House, Verb::KeepEdition, Tie::None).unwrap();
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < Duration::from_secs(SECONDS) {
        let tx = database.begin().await.unwrap();
        house::set_fact(&tx, &permit, &format!("bare-{count}"), "x").await.unwrap();
        tx.commit().await.unwrap();
        count += 1;
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}

/// Filings a second, and the 99th percentile in milliseconds.
async fn load(running: &Running, clients: usize, length: Duration) -> (f64, f64) {
    let number = Arc::new(AtomicUsize::new(0));
    let begun = Instant::now();
    let tasks: Vec<_> = (0..clients)
        .map(|_| {
            let (client, number) = (client(), number.clone());
            let address = format!("{}/api/v1/notifications", running.address);
            tokio::spawn(async move {
                let mut times = Vec::new();
                while begun.elapsed() < length {
                    let n = number.fetch_add(1, Ordering::SeqCst);
                    let sent = Instant::now();
                    let answer = client.post(&address).json(&early_warning(n)).send().await.unwrap();
                    assert_eq!(answer.status().as_u16(), 201, "{}", answer.text().await.unwrap());
                    times.push(sent.elapsed());
                }
                times
            })
        })
        .collect();
    let mut times = Vec::new();
    for task in tasks {
        times.extend(task.await.unwrap());
    }
    let rate = times.len() as f64 / begun.elapsed().as_secs_f64();
    times.sort_unstable();
    (rate, times[times.len() * 99 / 100].as_secs_f64() * 1000.0)
}

/// An early warning as an organisation's own tool would send it.
pub fn early_warning(n: usize) -> serde_json::Value {
    json!({
        "stage": "early-warning",
        "language": "nl",
        "answers": {
            "org.id": {"name": format!("Waterbedrijf {n}")},
            "org.sector": ["drinking-water"],
            "not.kind": "significant-incident",
            "t.aware": "2026-11-20T16:40:00+01:00",
            "w.summary": format!("Bestanden op kantoor zijn versleuteld. Nummer {n}."),
            "w.status": "ongoing",
            "w.malicious": "yes",
            "w.cross": "unknown",
            "i.safety": "no",
            "h.want": "no"
        }
    })
}
