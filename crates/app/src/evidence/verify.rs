//! The proof: everything that is kept is read back and summed again, custody is checked line by line,
//! and the destroyed is found to be unreadable.

use super::{content, custody};
use crate::{Failed, House};
use meldkamer_domain::note;
use meldkamer_store::evidence::{
    custody as lines,
    item::{self, ItemRow},
    upload,
};
use serde_json::{Value, json};
use tokio::{runtime::Handle, task::spawn_blocking};

/// What to check.
#[derive(Clone, Debug)]
pub enum What {
    /// One item.
    Item(String),
    /// All items of a case.
    Case(String),
    /// Everything.
    All,
}

/// What was found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// Items that were looked at.
    pub items: u64,
    /// Plain bytes that were summed again.
    pub bytes: u64,
    /// Items that were destroyed, and are.
    pub destroyed: u64,
    /// Lines of custody.
    pub lines: u64,
    /// What is wrong: an item's id and a sentence.
    pub findings: Vec<(String, String)>,
}

impl Report {
    /// Whether all is as it was written.
    pub fn is_sound(&self) -> bool {
        self.findings.is_empty()
    }

    /// The report for a machine.
    pub fn to_json(&self) -> Value {
        let finding = |(item, what): &(String, String)| json!({"item": item, "what": what});
        json!({
            "sound": self.is_sound(),
            "items": self.items,
            "bytes": self.bytes,
            "destroyed": self.destroyed,
            "custody_lines": self.lines,
            "findings": self.findings.iter().map(finding).collect::<Vec<_>>(),
        })
    }
}

const PAGE: i64 = 100;

/// Checks items. Changes nothing.
pub async fn run(house: &House, what: &What) -> Result<Report, Failed> {
    let mut report = Report::default();
    match what {
        What::Item(id) => {
            let row = item::by_id(&house.database, id).await?.ok_or(Failed::NOT_FOUND)?;
            check(house, &row, &mut report).await?;
        }
        What::Case(case) => {
            for row in item::of_case(&house.database, case).await? {
                check(house, &row, &mut report).await?;
            }
        }
        What::All => {
            let mut after = String::new();
            loop {
                let rows = item::after(&house.database, &after, PAGE).await?;
                let Some(last) = rows.last() else { break };
                after.clone_from(&last.id);
                for row in &rows {
                    check(house, row, &mut report).await?;
                }
            }
        }
    }
    Ok(report)
}

async fn check(house: &House, row: &ItemRow, report: &mut Report) -> Result<(), Failed> {
    report.items += 1;
    let rows = lines::of_item(&house.database, &row.id).await?;
    report.lines += rows.len() as u64;
    let mut wrong = Vec::new();
    wrong.extend(custody::broken(&rows));
    if rows.iter().any(|one| one.step == "received" && one.digest != row.digest) {
        wrong.push("custody names another digest than the item has".to_owned());
    }
    if row.destroyed_at.is_some() {
        report.destroyed += 1;
        wrong.extend(gone(house, row, &rows).await?);
    } else {
        match summed(house, row).await? {
            None => report.bytes += u64::try_from(row.size).unwrap_or(0),
            Some(what) => wrong.push(what),
        }
    }
    report.findings.extend(wrong.into_iter().map(|what| (row.id.clone(), what)));
    Ok(())
}

/// Reads an item back; what is wrong with it.
async fn summed(house: &House, row: &ItemRow) -> Result<Option<String>, Failed> {
    let content = match content::of(house, row).await {
        Ok(content) => content,
        Err(Failed::Trouble(trouble)) if trouble.may_pass() => return Err(trouble.into()),
        Err(_) => return Ok(Some("its key cannot be opened".into())),
    };
    let rooms = Handle::current();
    let done = spawn_blocking(move || content.pour(&rooms, &mut std::io::sink())).await;
    let done = done.map_err(|why| meldkamer_store::Trouble::unreadable("read an item", why))?;
    Ok(done.err().map(|wrong| wrong.to_string()))
}

/// What is wrong with the end of a destroyed item.
async fn gone(house: &House, row: &ItemRow, rows: &[lines::CustodyRow]) -> Result<Vec<String>, Failed> {
    let mut wrong = Vec::new();
    let key = upload::by_id(&house.database, &row.upload).await?.map(|one| one.wrapped).unwrap_or_default();
    if row.wrapped.is_some() || !key.is_empty() {
        wrong.push("it was destroyed, and its key is still there".to_owned());
    }
    let told = note::open(&row.certificate, house.keys.published());
    if !told.is_ok_and(|(text, _)| text.contains(&row.digest) && text.contains(&row.id)) {
        wrong.push("its certificate is not ours".to_owned());
    }
    if !rows.iter().any(|one| one.step == "destroyed") {
        wrong.push("custody does not tell of its destruction".to_owned());
    }
    Ok(wrong)
}
