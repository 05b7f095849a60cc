//! Starting on a million dossiers, memory when idle, size of the binary.

use crate::{
    Line,
    house::{Running, binary, folder},
    queue,
};
use std::time::Duration;

/// Start, memory and size against their limits.
pub async fn run() -> Vec<Line> {
    let folder = folder();
    let data = folder.path().join("data");
    queue::fill(&data, 1_000_000).await;
    Running::start(&data).await.kill();
    let running = Running::start(&data).await;
    let took = running.took.as_secs_f64();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let memory = running.memory();
    let size = std::fs::metadata(binary()).unwrap().len() as f64 / 1_048_576.0;
    let line = |what: &str, figure: String, ratio| Line { what: what.into(), figure, ratio, limit: Err(1.0) };
    vec![
        line("start on 1,000,000 dossiers against 1 s", format!("{took:.3} s"), took),
        line("idle memory against 100 MB", format!("{memory:.1} MiB"), memory * 1.048_576 / 100.0),
        line("release binary against 60 MB", format!("{size:.1} MiB"), size * 1.048_576 / 60.0),
    ]
}
