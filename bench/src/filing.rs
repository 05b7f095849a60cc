//! Filing early warnings through the API, each durable before it is answered, against bare commits
//! of one row on the same database and disk, and many clients against one.

use crate::{
    Line,
    client::Client,
    cluster::Cluster,
    house::{Running, folder, median, median_of},
};
use meldkamer_domain::access::{Role, Tie, Verb, permit};
use meldkamer_store::{Database, house};
use serde_json::json;
use std::{
    io::Write as _,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
    time::{Duration, Instant},
};

/// The three are measured in turns, so that what else the machine does falls on all of them alike.
const ROUNDS: usize = 5;
const SPAN: Duration = Duration::from_secs(2);
const MANY: usize = 32;

/// Rates at one client and at thirty-two, on both databases.
pub async fn run() -> Vec<Line> {
    let (sqlite, postgres) = (folder(), folder());
    let file = sqlite.path().join("data/meldkamer.db").to_string_lossy().into_owned();
    let mut lines = on("SQLite", sqlite.path(), &file).await;
    let cluster = Cluster::start().await;
    lines.extend(on("PostgreSQL", postgres.path(), &cluster.address).await);
    lines
}

async fn on(database: &str, folder: &Path, address: &str) -> Vec<Line> {
    let settings = [("MELDKAMER_DATABASE", address)];
    let running = Running::start_with(&folder.join("data"), &settings).await;
    let bare_commits = Database::open(address).await.unwrap();
    let file = |clients, span| tokio::task::block_in_place(|| load(&running, clients, span));
    file(MANY, SPAN / 2);
    let sync = sync_of(folder);
    let (mut bare, mut one, mut many) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        bare.push(commits(&bare_commits).await);
        one.push(file(1, SPAN));
        many.push(file(MANY, SPAN));
    }
    let ratio = |over: &dyn Fn(usize) -> f64| median_of((0..ROUNDS).map(over).collect());
    let rate = |rounds: &[Load]| median_of(rounds.iter().map(|round| round.rate).collect());
    let p99 = |rounds: &[Load]| median_of(rounds.iter().map(|round| round.p99).collect());
    let figure =
        |rounds: &[Load], of: f64| format!("{:.0}/s of {of:.0}/s, p99 {:.1} ms", rate(rounds), p99(rounds));
    vec![
        Line {
            what: format!("filing on {database}, 1 client, against bare commits"),
            figure: format!("{}; a sync takes {sync:.2} ms", figure(&one, median_of(bare.clone()))),
            ratio: ratio(&|round| one[round].rate / bare[round]),
            limit: Ok(0.5),
        },
        Line {
            what: format!("filing on {database}, {MANY} clients, against 1 client"),
            figure: figure(&many, rate(&one)),
            ratio: ratio(&|round| many[round].rate / one[round].rate),
            limit: Ok(2.0),
        },
    ]
}

/// How long the disk of a folder takes to keep a page, in milliseconds: the shorter, the more the work
/// beside it weighs.
fn sync_of(folder: &Path) -> f64 {
    let mut file = tempfile::tempfile_in(folder).unwrap();
    let mut keep = || {
        file.write_all(&[1; 4096]).unwrap();
        let begun = Instant::now();
        file.sync_data().unwrap();
        begun.elapsed()
    };
    median((0..200).map(|_| keep()).collect())
}

/// Durable commits of one row a second.
async fn commits(database: &Database) -> f64 {
    let permit = permit(Role::House, Verb::KeepEdition, Tie::None).unwrap();
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let begun = Instant::now();
    let mut count = 0_u32;
    while begun.elapsed() < SPAN {
        let tx = database.begin().await.unwrap();
        house::set_fact(&tx, &permit, &format!("bare-{}", NUMBER.fetch_add(1, Ordering::Relaxed)), "x")
            .await
            .unwrap();
        tx.commit().await.unwrap();
        count += 1;
    }
    f64::from(count) / begun.elapsed().as_secs_f64()
}

/// What clients got done.
struct Load {
    /// Filings a second.
    rate: f64,
    /// The 99th percentile in milliseconds.
    p99: f64,
}

fn load(running: &Running, clients: usize, span: Duration) -> Load {
    let number = AtomicUsize::new(0);
    let begun = Instant::now();
    let mut times: Vec<Duration> = thread::scope(|scope| {
        let all: Vec<_> = (0..clients).map(|_| scope.spawn(|| file(running, &number, begun, span))).collect();
        all.into_iter().flat_map(|one| one.join().unwrap()).collect()
    });
    let rate = times.len() as f64 / begun.elapsed().as_secs_f64();
    times.sort_unstable();
    Load { rate, p99: times[times.len() * 99 / 100].as_secs_f64() * 1000.0 }
}

/// One client: files until the time is up; answers how long each took.
fn file(running: &Running, number: &AtomicUsize, begun: Instant, span: Duration) -> Vec<Duration> {
    let mut client = Client::new(&running.address);
    let body = early_warning(MARK).to_string();
    let parts: Vec<&str> = body.split(&MARK.to_string()).collect();
    let mut times = Vec::new();
    while begun.elapsed() < span {
        let body = parts.join(&number.fetch_add(1, Ordering::Relaxed).to_string());
        let sent = Instant::now();
        let (status, answer) = client.post("/api/v1/notifications", &body);
        assert_eq!(status, 201, "{answer}");
        times.push(sent.elapsed());
    }
    times
}

/// Stands for the number in the body that all filings are made from.
const MARK: usize = 987_654_321;

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
