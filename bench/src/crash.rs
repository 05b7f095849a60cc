//! `kill -9` at random moments under load: nothing that was acknowledged is lost, nothing is doubled,
//! and the journal verifies. On SQLite, and on PostgreSQL with the database server killed as well.

mod audit;
mod first;
mod full;
mod ledger;
mod load;
mod mailbox;

use crate::{
    Line,
    cluster::Cluster,
    house::{Running, binary, client, folder},
};
use audit::{Audit, Back};
use ledger::Ledger;
use load::Crowd;
use mailbox::Mailbox;
use serde_json::Value;
use std::{
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};
use tokio::time::sleep;

/// Kills so often on SQLite, and a fifth of that on PostgreSQL; `CRASHES` says otherwise.
const KILLS: usize = 200;
/// After so many lives everything is reckoned up.
const RECKONED: usize = 20;
/// So many of a hundred lives end while the house still starts.
const IN_START: u64 = 20;

/// The parts that were asked for, each told as soon as it is known; `crash` is all of them.
pub async fn run(asked: &[String]) {
    let wanted = |name: &str| asked.iter().any(|one| one == "crash" || one == name);
    let kills = std::env::var("CRASHES").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
    let tell = |lines: Vec<Line>| lines.iter().for_each(Line::print);
    if wanted("crash-sqlite") {
        tell(on_sqlite(kills).await);
    }
    if wanted("crash-first") {
        tell(first::run(kills.div_ceil(5)).await);
    }
    if wanted("crash-full") {
        tell(full::run().await);
    }
    if wanted("crash-postgres") {
        tell(on_postgres(kills.div_ceil(5)).await);
    }
}

/// A house that is killed again and again.
struct Victim {
    data: PathBuf,
    back: String,
    settings: Vec<(String, String)>,
    mailbox: Mailbox,
    ledger: Ledger,
    cluster: Option<Cluster>,
    found: Audit,
    broken: usize,
    replayed: [usize; 2],
    unready: usize,
}

async fn on_sqlite(kills: usize) -> Vec<Line> {
    let folder = folder();
    let data = folder.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let back = format!("sqlite://{}", data.join("meldkamer.db").display());
    let mut victim = Victim::new(data, back, None).await;
    for life in 1..=kills {
        victim.live_once().await;
        if life % RECKONED == 0 {
            victim.reckon(false).await;
        }
    }
    victim.reckon(true).await;
    victim.lines("SQLite", kills)
}

async fn on_postgres(kills: usize) -> Vec<Line> {
    let folder = folder();
    let data = folder.path().join("data");
    std::fs::create_dir_all(&data).unwrap();
    let cluster = Cluster::start().await;
    let back = cluster.address.clone();
    let mut victim = Victim::new(data, back, Some(cluster)).await;
    for life in 1..=kills {
        if life % 2 == 0 {
            victim.lose_database().await
        } else {
            victim.live_once().await
        }
        if life % RECKONED == 0 {
            victim.reckon(false).await;
        }
    }
    victim.reckon(true).await;
    victim.lines("PostgreSQL", kills)
}

impl Victim {
    async fn new(data: PathBuf, back: String, cluster: Option<Cluster>) -> Self {
        let mailbox = Mailbox::open().await;
        let mut settings = vec![("MELDKAMER_MAIL__SERVER".to_owned(), mailbox.server.clone())];
        if cluster.is_some() {
            settings.push(("MELDKAMER_DATABASE".to_owned(), back.clone()));
        }
        let (ledger, found) = (Ledger::default(), Audit::default());
        Self {
            data,
            back,
            settings,
            mailbox,
            ledger,
            cluster,
            found,
            broken: 0,
            replayed: [0, 0],
            unready: 0,
        }
    }

    async fn start(&self) -> Running {
        Running::start_with(&self.data, &self.borrowed()).await
    }

    fn borrowed(&self) -> Vec<(&str, &str)> {
        self.settings.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// From start to a sudden end, which may come before the doors are open.
    async fn live_once(&self) {
        if rand_below(100) < IN_START {
            let running = Running::spawn(&self.data, &self.borrowed());
            sleep(Duration::from_millis(rand_below(120))).await;
            return running.kill();
        }
        let running = self.start().await;
        let crowd = Crowd::gather(&running.address, &self.ledger);
        sleep(Duration::from_millis(20 + rand_below(500))).await;
        running.kill();
        crowd.go().await;
    }

    /// The database server dies under load and comes back; the house stays and goes on by itself.
    async fn lose_database(&mut self) {
        let running = self.start().await;
        let crowd = Crowd::gather(&running.address, &self.ledger);
        let Some(cluster) = &mut self.cluster else { return };
        sleep(Duration::from_millis(200 + rand_below(500))).await;
        cluster.kill();
        sleep(Duration::from_millis(rand_below(1500))).await;
        self.unready += usize::from(running.is_ready().await);
        cluster.serve().await;
        let mut waited = 0;
        while !running.is_ready().await {
            waited += 1;
            assert!(waited < 300, "the house does not find its database again");
            sleep(Duration::from_millis(50)).await;
        }
        sleep(Duration::from_millis(rand_below(300))).await;
        running.kill();
        crowd.go().await;
    }

    /// Opens once more, replays keys, and compares everything with what was acknowledged.
    async fn reckon(&mut self, at_end: bool) {
        let running = self.start().await;
        self.replay(&running).await;
        if at_end {
            self.deliver_all(&running).await;
        }
        running.kill();
        let back = Back::open(&self.back).await;
        self.found = Audit {
            mails: audit::mails(&back, &self.mailbox.read(), at_end).await,
            ..audit::compare(&back, &self.ledger).await
        };
        back.close().await;
        self.broken += usize::from(!verifies(&self.data, &self.borrowed()));
    }

    /// The newest keys once more: each must get the reference and the code that it got.
    async fn replay(&mut self, running: &Running) {
        let newest: Vec<_> = self.ledger.open().filings.iter().rev().take(100).cloned().collect();
        for one in newest {
            let again = client()
                .post(format!("{}/api/v1/notifications", running.address))
                .header("idempotency-key", ledger::key(one.number))
                .json(&one.body)
                .send()
                .await
                .unwrap();
            let told: Value = again.json().await.unwrap();
            let same = told["reference"] == one.reference && told["code"] == one.code;
            self.replayed[0] += 1;
            self.replayed[1] += usize::from(!same);
        }
    }

    /// The mail server is well again, and time goes by: what waits becomes due at once.
    async fn deliver_all(&self, running: &Running) {
        self.mailbox.recover();
        let back = Back::open(&self.back).await;
        back.run("UPDATE errand SET next_at = 0, leased_until = NULL WHERE state = 'waiting'").await;
        let waiting = "SELECT key FROM errand WHERE state = 'waiting' AND kind = 'mail' AND target <> ''";
        // As long as more is read, however much a fast machine filed: reminders are still being written.
        let (mut most, mut idle) = (0, 0);
        while idle < 60 && !back.count(waiting).await.is_empty() {
            sleep(Duration::from_secs(1)).await;
            let read = self.mailbox.read().len();
            idle = if read > most { 0 } else { idle + 1 };
            most = read;
        }
        back.close().await;
        assert!(running.answers().await, "the house died while it delivered");
    }

    fn lines(&self, on: &str, kills: usize) -> Vec<Line> {
        let book = self.ledger.open();
        let (read, found) = (self.mailbox.read(), &self.found);
        let again: usize = read.values().map(|times| times - 1).sum();
        let line = |what: &str, [lost, doubled]: [usize; 2], of: String| Line {
            what: format!("{kills} kills on {on}: {what} lost / doubled"),
            figure: format!("{lost} / {doubled} of {of}"),
            ratio: (lost + doubled) as f64,
            limit: Err(0.0),
        };
        for odd in book.odd.iter().take(10) {
            eprintln!("odd answer: {odd}");
        }
        vec![
            line("filings", found.filings, format!("{} + {} drafts", book.filings.len(), book.filed.len())),
            line("answers in drafts", found.answers, book.answers.len().to_string()),
            line("messages", found.messages, book.messages.len().to_string()),
            line(
                "reminders",
                found.reminders,
                read.keys().filter(|id| id.starts_with("remind.")).count().to_string(),
            ),
            line("mails", found.mails, format!("{} ({again} read again)", read.len())),
            line("keys replayed otherwise", [self.replayed[1], 0], self.replayed[0].to_string()),
            line(
                "journals unsound, answers odd",
                [self.broken, book.odd.len()],
                format!("- ({} told: later)", book.later),
            ),
            line("ready without a database", [self.unready, 0], "-".into()),
        ]
    }
}

/// Whether the journal is as it was written.
fn verifies(data: &Path, settings: &[(&str, &str)]) -> bool {
    let mut command = Command::new(binary());
    command.args(["journal", "verify", "--data"]).arg(data).envs(settings.iter().copied());
    let done = command.output().unwrap();
    if !done.status.success() {
        eprintln!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    }
    done.status.success()
}

/// A small number that differs from run to run.
fn rand_below(most: u64) -> u64 {
    let random: [u8; 8] = meldkamer_app::chance::bytes();
    u64::from_le_bytes(random) % most
}
