//! The preview of a sheet: one line of JSON for each row that is not the same already.

use super::{
    Counts,
    line::{Line, Sort},
};
use crate::{
    Failed, House,
    entity::{Kept, sheet, whole},
};
use meldkamer_domain::entity::{self, Change, Gap, Severity};
use meldkamer_exchange::sheet::{Fault, Understood, read};
use meldkamer_store::entity as rows;
use serde_json::{Map, Value, json};
use std::{
    collections::{BTreeMap, HashSet},
    ops::ControlFlow,
};
use tokio::sync::mpsc;

/// Rows that are compared with the register at a time.
const TOGETHER: usize = 400;
/// So many texts of a field are shown before and after.
const TEXTS: usize = 5;

/// A sheet that was compared with the register.
pub struct Made {
    pub lines: Vec<u8>,
    /// How many lines there are to deal with.
    pub count: usize,
    pub counts: Counts,
    pub understood: Understood,
}

/// A row as it came out of the sheet.
type Row = (usize, Map<String, Value>);

/// Reads a sheet beside the other work, and compares it with the register part by part.
pub async fn make(house: &House, bytes: Vec<u8>) -> Result<Result<Made, Fault>, Failed> {
    let (sender, mut receiver) = mpsc::channel::<Vec<Row>>(2);
    let reading = tokio::task::spawn_blocking(move || {
        let mut some = Vec::new();
        let send = |some: Vec<Row>| match sender.blocking_send(some) {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        };
        let read = read(&bytes, &sheet::is_known, &mut |line, row| {
            some.push((line, sheet::told(row)));
            if some.len() < TOGETHER { ControlFlow::Continue(()) } else { send(std::mem::take(&mut some)) }
        });
        let _ = send(some);
        read
    });
    let mut comparing =
        Comparing { house, seen: HashSet::new(), lines: Vec::new(), count: 0, counts: Counts::default() };
    while let Some(some) = receiver.recv().await {
        comparing.take(some).await?;
    }
    let understood = match reading.await {
        Ok(Ok(understood)) => understood,
        Ok(Err(fault)) => return Ok(Err(fault)),
        Err(_) => return Ok(Err(Fault::NotReadable("the file felled its reader".into()))),
    };
    let Comparing { lines, count, counts, .. } = comparing;
    Ok(Ok(Made { lines, count, counts, understood }))
}

struct Comparing<'h> {
    house: &'h House,
    /// Ids and numbers that stood in the sheet before.
    seen: HashSet<String>,
    lines: Vec<u8>,
    count: usize,
    counts: Counts,
}

/// What a row says of which entity it is.
fn key(told: &Map<String, Value>, name: &str) -> Option<String> {
    let text = match told.get(name)? {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => number.to_string(),
        _ => return None,
    };
    let number = || entity::Number::parse(&text).ok().map(|number| number.to_string());
    let text = if name == "number" { number()? } else { text };
    (!text.is_empty()).then_some(text)
}

fn keys(some: &[Row], name: &str) -> Vec<String> {
    some.iter().filter_map(|(_, told)| key(told, name)).collect()
}

impl Comparing<'_> {
    async fn take(&mut self, some: Vec<Row>) -> Result<(), Failed> {
        let (ids, numbers) = (keys(&some, "id"), keys(&some, "number"));
        let found = rows::among(&self.house.database, &ids, &numbers).await?;
        let mut by_number: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in &found {
            by_number.entry(row.register_number.clone()).or_default().push(row.id.clone());
        }
        let kept = whole(&self.house.database, found).await?;
        let by_id: BTreeMap<&str, &Kept> = kept.iter().map(|one| (one.row.id.as_str(), one)).collect();
        for (line, told) in some {
            let whose = whose(&told, &by_id, &by_number);
            self.compare(line, told, whose)?;
        }
        Ok(())
    }

    fn compare(&mut self, line: usize, told: Map<String, Value>, whose: Whose<'_>) -> Result<(), Failed> {
        let (before, fault) = match whose {
            Whose::Theirs(kept) => (Some(kept), None),
            Whose::Nobodys => (None, None),
            Whose::Fault(code) => (None, Some(code)),
        };
        let twice = !self.is_first(&told, before);
        let base = before.map(|kept| kept.entity.clone()).unwrap_or_default();
        let sectors = &self.house.law().law.sectors;
        let told = Value::Object(told);
        let (after, mut gaps) = entity::read(&base, &told, Some(sectors));
        let mut wrong = |field: &str, code| {
            gaps.push(Gap { field: field.into(), code, severity: Severity::Wrong, value: String::new() });
        };
        if let Some(code) = fault {
            wrong("id", code);
        }
        if twice {
            wrong("id", "twice");
        }
        if after.name.is_empty() {
            wrong("name", "missing");
        }
        let changes = entity::changes(&base, &after);
        let bad = gaps.iter().any(|gap| gap.severity == Severity::Wrong);
        if !bad && changes.is_empty() && before.is_some() {
            self.counts.same += 1;
            return Ok(());
        }
        let sort = match (bad, before) {
            (true, _) => Sort::Wrong,
            (false, Some(_)) => Sort::Changed,
            (false, None) => Sort::Fresh,
        };
        let Value::Object(told) = told else { return Ok(()) };
        let asks = after.missing();
        self.counts.asks += usize::from(!bad && !asks.is_empty());
        if sort == Sort::Fresh {
            gaps.extend(asks);
        }
        self.keep(&Line {
            line,
            sort,
            name: after.name.clone(),
            id: before.map(|kept| kept.row.id.clone()).unwrap_or_default(),
            version: before.map_or(0, |kept| kept.row.version),
            // What cannot be taken in need not be kept whole.
            told: if bad { Map::new() } else { told },
            gaps: gaps.into_iter().take(30).map(shown_gap).collect(),
            changes: if sort == Sort::Changed {
                changes.into_iter().map(shown_change).collect()
            } else {
                Vec::new()
            },
        });
        Ok(())
    }

    /// Whether no row before was about the same entity.
    fn is_first(&mut self, told: &Map<String, Value>, before: Option<&Kept>) -> bool {
        let id = before.map(|kept| kept.row.id.clone());
        let number = key(told, "number").filter(|_| before.is_none());
        [id, number].into_iter().flatten().all(|key| self.seen.insert(key))
    }

    fn keep(&mut self, line: &Line) {
        match line.sort {
            Sort::Fresh => self.counts.fresh += 1,
            Sort::Changed => self.counts.changed += 1,
            Sort::Wrong => self.counts.wrong += 1,
        }
        self.count += 1;
        self.lines.extend_from_slice(json!(line).to_string().as_bytes());
        self.lines.push(b'\n');
    }
}

enum Whose<'a> {
    Theirs(&'a Kept),
    Nobodys,
    Fault(&'static str),
}

/// Which entity a row is about: the one of its id, else the one with its number.
fn whose<'a>(
    told: &Map<String, Value>,
    by_id: &BTreeMap<&str, &'a Kept>,
    by_number: &BTreeMap<String, Vec<String>>,
) -> Whose<'a> {
    if let Some(id) = key(told, "id") {
        return by_id.get(id.as_str()).map_or(Whose::Fault("no-such-id"), |kept| Whose::Theirs(kept));
    }
    let Some(ids) = key(told, "number").and_then(|number| by_number.get(&number)) else {
        return Whose::Nobodys;
    };
    match ids.as_slice() {
        [one] => by_id.get(one.as_str()).map_or(Whose::Nobodys, |kept| Whose::Theirs(kept)),
        _ => Whose::Fault("several"),
    }
}

fn shown_gap(gap: Gap) -> (String, String, String, bool) {
    (gap.field, gap.code.to_owned(), gap.value, gap.severity == Severity::Wrong)
}

fn shown_change(change: Change) -> (String, Vec<String>, Vec<String>) {
    let cut = |mut texts: Vec<String>, other: &[String]| {
        texts.retain(|text| !other.contains(text));
        if texts.len() > TEXTS {
            let more = texts.len() - TEXTS;
            texts.truncate(TEXTS);
            texts.push(format!("+ {more}"));
        }
        texts
    };
    let (before, after) = (cut(change.before.clone(), &change.after), cut(change.after, &change.before));
    (change.field, before, after)
}
