//! `kill -9` at random moments under load: nothing acknowledged is lost, nothing is doubled, and the
//! journal verifies after each start.

use crate::{
    Line,
    filing::early_warning,
    house::{Running, binary, client, folder},
};
use serde_json::Value;
use std::{
    process::Command,
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

/// Kills so often; `CRASHES` says otherwise.
const KILLS: usize = 200;

/// Lost and doubled filings over all kills, and verifications that failed.
pub async fn run() -> Vec<Line> {
    let kills = std::env::var("CRASHES").ok().and_then(|text| text.parse().ok()).unwrap_or(KILLS);
    let folder = folder();
    let data = folder.path().join("data");
    let number = Arc::new(AtomicUsize::new(0));
    let acknowledged: Arc<Mutex<Vec<(usize, String, String)>>> = Arc::default();
    let (mut lost, mut doubled, mut broken) = (0, 0, 0);
    for kill in 0..kills {
        let running = Running::start(&data).await;
        let clients: Vec<_> = (0..8)
            .map(|_| tokio::spawn(file(running.address.clone(), number.clone(), acknowledged.clone())))
            .collect();
        let pause: u64 = rand_below(400);
        tokio::time::sleep(Duration::from_millis(20 + pause)).await;
        running.kill();
        for client in clients {
            client.await.unwrap();
        }
        if kill % 10 == 9 || kill + 1 == kills {
            let running = Running::start(&data).await;
            let so_far = acknowledged.lock().unwrap().clone();
            let (gone, twice) = check(&running, &so_far).await;
            lost += gone;
            doubled += twice;
            running.kill();
            let verified =
                Command::new(binary()).args(["journal", "verify", "--data"]).arg(&data).status().unwrap();
            broken += usize::from(!verified.success());
        }
    }
    let filed = acknowledged.lock().unwrap().len();
    let line = |what: &str, count: usize| Line {
        what: format!("{what} after {kills} kills"),
        figure: format!("{count} of {filed} acknowledged"),
        ratio: count as f64,
        limit: Err(0.0),
    };
    vec![
        line("filings lost", lost),
        line("filings doubled", doubled),
        line("journals that do not verify", broken),
    ]
}

/// Files until the line goes dead; an unanswered filing is sent again under its key by the next life.
async fn file(
    address: String,
    number: Arc<AtomicUsize>,
    acknowledged: Arc<Mutex<Vec<(usize, String, String)>>>,
) {
    let client = client();
    loop {
        let n = number.fetch_add(1, Ordering::SeqCst);
        let sent = client
            .post(format!("{address}/api/v1/notifications"))
            .header("idempotency-key", format!("crash-{n}"))
            .json(&early_warning(n))
            .send()
            .await;
        let Ok(answer) = sent else { return };
        let Ok(body) = answer.json::<Value>().await else { return };
        let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
        acknowledged.lock().unwrap().push((n, text("reference"), text("code")));
    }
}

/// How many acknowledged filings are gone, and how many got a second reference.
async fn check(running: &Running, acknowledged: &[(usize, String, String)]) -> (usize, usize) {
    let client = client();
    let (mut lost, mut doubled) = (0, 0);
    for (n, reference, code) in acknowledged.iter().rev().take(400) {
        let read = client
            .get(format!("{}/api/v1/notifications/{reference}", running.address))
            .bearer_auth(code)
            .send()
            .await
            .unwrap();
        lost += usize::from(!read.status().is_success());
        let again = client
            .post(format!("{}/api/v1/notifications", running.address))
            .header("idempotency-key", format!("crash-{n}"))
            .json(&early_warning(*n))
            .send()
            .await
            .unwrap();
        let body: Value = again.json().await.unwrap();
        doubled += usize::from(body["reference"].as_str() != Some(reference));
    }
    (lost, doubled)
}

/// A small number that differs from run to run.
fn rand_below(most: u64) -> u64 {
    let random: [u8; 8] = meldkamer_app::chance::bytes();
    u64::from_le_bytes(random) % most
}
