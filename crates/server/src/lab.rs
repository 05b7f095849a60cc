//! The laboratory from outside: this same program is started anew as `meldkamer lab`, gets an item's bytes
//! by a pipe, and answers with one JSON object. Time is watched here, all else by the sandbox itself.

use meldkamer_app::{
    Failed, House,
    evidence::{
        content::Wrong,
        item::{self, house_door},
    },
};
use meldkamer_lab::Report;
use meldkamer_store::{Trouble, evidence::item as rows};
use std::{io::Read, path::PathBuf, process::Stdio, time::Duration};
use tokio::{io::AsyncReadExt, process::Command, runtime::Handle, time};

/// The longest answer that is read, in bytes.
const ANSWER: u64 = 2 << 20;
/// So long at the least, and a second more for each so many bytes.
const PATIENCE: Duration = Duration::from_secs(60);
const BYTES_A_SECOND: u64 = 20 << 20;

/// How long looking at so many bytes may take.
fn patience(size: i64) -> Duration {
    PATIENCE + Duration::from_secs(u64::try_from(size).unwrap_or(0) / BYTES_A_SECOND)
}

fn trouble(operation: &str) -> impl FnOnce(std::io::Error) -> Trouble {
    let operation = operation.to_owned();
    move |source| Trouble::File { operation, source }
}

/// The program that is the laboratory: a setting, or this one.
fn program(house: &House) -> Result<PathBuf, Trouble> {
    match &house.settings.laboratory {
        Some(program) => Ok(program.clone()),
        None => std::env::current_exe().map_err(trouble("find this program")),
    }
}

/// Looks at one item. Whatever becomes of the laboratory, there is a report.
pub async fn examine(house: &House, id: &str) -> Result<Report, Failed> {
    let (row, content) = item::to_look_at(house, id).await?;
    let (pipe, mut feed) = std::io::pipe().map_err(trouble("open a pipe"))?;
    let limit = patience(row.size);
    let mut child = Command::new(program(house)?)
        .args(["lab", "--seconds", &limit.as_secs().to_string()])
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::from(pipe))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .map_err(trouble("start the laboratory"))?;
    let rooms = Handle::current();
    // The laboratory may stop listening before the end: that is no trouble.
    let fed = tokio::task::spawn_blocking(move || content.pour(&rooms, &mut feed));
    let mut answer = Vec::new();
    let told = async {
        if let Some(said) = child.stdout.as_mut() {
            let _ = said.take(ANSWER).read_to_end(&mut answer).await;
        }
        child.wait().await
    };
    let ended = time::timeout(limit, told).await;
    let _ = child.kill().await;
    let report = serde_json::from_slice::<Report>(&answer).ok();
    let mut report = report.unwrap_or_else(|| {
        let mut report = unknown();
        let how = match ended {
            Err(_) => format!("after {} seconds", limit.as_secs()),
            Ok(Ok(status)) => status.to_string(),
            Ok(Err(why)) => why.to_string(),
        };
        report.find("ended-by-its-limits", &how);
        report
    });
    match fed.await {
        Ok(Ok(()) | Err(Wrong::Output(_))) => {}
        Ok(Err(wrong)) => report.find("not-what-came", &wrong.to_string()),
        Err(why) => return Err(Trouble::unreadable("read an item for the laboratory", why).into()),
    }
    Ok(report)
}

/// A report that recognises nothing.
fn unknown() -> Report {
    Report { kind: "unknown".into(), ..Report::default() }
}

/// Looks at what nobody looked at yet, one after another. Answers whether there is more.
pub async fn round(house: &House) -> Result<bool, Failed> {
    let Some(row) = rows::unseen(&house.database).await? else { return Ok(false) };
    let report = match examine(house, &row.id).await {
        Ok(report) => report,
        // One that cannot be looked at does not keep the others waiting; a person can ask again.
        Err(failed) => {
            tracing::error!(%failed, item = row.id, "an item could not be looked at");
            let mut report = unknown();
            report.find("not-looked-at", "");
            report
        }
    };
    let findings =
        serde_json::to_string(&report).map_err(|why| Trouble::unreadable("write a report", why))?;
    item::looked(house, &house_door(house), &row.id, &report.kind, &findings).await?;
    Ok(true)
}

/// Bytes of a report on standard input of the hidden command, for which see `cli::lab`.
pub fn inside(source: impl Read, seconds: u64) -> Report {
    let given = meldkamer_lab::sandbox::enter(seconds);
    match given {
        Ok(files) => {
            let mut report = meldkamer_lab::examine(source, &meldkamer_lab::Limits::default());
            report.sandbox = files.to_owned();
            report
        }
        Err(why) => {
            // Outside the sandbox nothing is read.
            let mut report = unknown();
            report.find("no-sandbox", &why.to_string());
            report
        }
    }
}
