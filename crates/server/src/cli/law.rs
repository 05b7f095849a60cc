//! What the commands about the law share: the rulebooks, moments and days from the command line,
//! and limits as JSON and as text.

use super::Ending;
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_app::{judgement::Limit, library::Library};
use meldkamer_domain::{
    deadline::Moments,
    law::Law,
    regime::{Clock, Stage},
    rulebook::Mistake,
    time::Instant,
};
use serde_json::{Value, json};
use std::path::Path;

/// The built-in rulebooks with those of a folder over them; a mistake ends the command.
pub fn library(folder: Option<&Path>) -> Result<Library, Ending> {
    let (library, mistakes) = Library::open(folder).map_err(Ending::trouble)?;
    match mistakes.first() {
        None => Ok(library),
        Some(first) => Err(Ending::Wrong(format!("{} (see `meldkamer rulebooks check`)", place(first)))),
    }
}

/// A mistake with its file and line.
pub fn place(mistake: &Mistake) -> String {
    format!("{}:{}: {}", mistake.file, mistake.line, mistake.message)
}

/// A time zone by its name.
pub fn zone(name: &str) -> Result<TimeZone, Ending> {
    TimeZone::get(name).map_err(|_| {
        Ending::Usage(format!("--zone `{name}` does not exist: name one such as Europe/Amsterdam"))
    })
}

/// A moment that an option gave.
pub fn moment(option: &str, text: &str) -> Result<Instant, Ending> {
    Instant::parse(text)
        .map_err(|wrong| Ending::Usage(format!("{option} `{text}` is {wrong}: write date, time and offset")))
}

/// A day that an option gave.
pub fn day(option: &str, text: &str) -> Result<Date, Ending> {
    text.parse().map_err(|_| Ending::Usage(format!("{option} `{text}` is not a day: write it as 2026-11-20")))
}

/// What a stage without a limit waits for: codes such as `aware` and `submitted:notification`.
pub fn waits(stage: &Stage, moments: &Moments) -> Vec<String> {
    let submitted = |id: &str| moments.submitted.contains_key(id);
    if let Some(after) = stage.after.as_ref().filter(|after| !submitted(after.get_ref())) {
        return vec![format!("submitted:{}", after.get_ref())];
    }
    let trigger = |clock: &Clock| match clock.trigger.stage() {
        Some(stage) => format!("{}:{stage}", clock.trigger.code()),
        None => clock.trigger.code().to_owned(),
    };
    let open = stage.clocks.iter().filter(|clock| moments.at(&clock.trigger).is_none());
    let mut all: Vec<String> = open.map(trigger).collect();
    all.dedup();
    all
}

/// The stages of a regime that have no limit now, with what they wait for.
pub fn waiting(law: &Law, regime: &str, limits: &[Limit], moments: &Moments, on: Date) -> Vec<Value> {
    let Some(regime) = law.regime(regime, on) else { return Vec::new() };
    let held = regime.stages.iter().filter(|stage| stage.basis.holds_on(on));
    let open = held.filter(|stage| limits.iter().all(|limit| limit.stage != *stage.id.get_ref()));
    let replaced = |stage: &&Stage| {
        stage.replaced_by.as_ref().is_none_or(|by| !moments.submitted.contains_key(by.get_ref()))
    };
    open.filter(replaced)
        .map(|stage| {
            let clauses = json!({"stage": stage.id.get_ref(), "clause": stage.basis.clause});
            with(clauses, "for", json!(waits(stage, moments)))
        })
        .collect()
}

fn with(mut object: Value, key: &str, value: Value) -> Value {
    object[key] = value;
    object
}

/// A limit as the commands and the API print it.
pub fn limit(limit: &Limit) -> Value {
    let mut object = json!({
        "stage": limit.stage,
        "due": limit.due.rfc3339(),
        "aim": limit.aim.rfc3339(),
        "clause": limit.clause,
        "confirmed": limit.confirmed,
        "late": limit.late,
        "why": limit.why.iter().map(reason).collect::<Vec<_>>(),
    });
    if let Some(plain) = limit.plain {
        object["plain"] = json!(plain.rfc3339());
    }
    object
}

/// A reason as JSON: its code beside its arguments.
pub fn reason((code, arguments): &(String, Vec<(String, String)>)) -> Value {
    let mut object = json!({"code": code});
    for (name, value) in arguments {
        object[name.as_str()] = json!(value);
    }
    object
}

/// A limit for people: local time and UTC, the clause, and why.
pub fn limit_text(limit: &Limit, zone: &TimeZone) -> String {
    let mark = if limit.confirmed { "" } else { ", not confirmed in the text of the law" };
    let late = if limit.late { "  (submitted late)" } else { "" };
    let mut text = format!("{}{late}\n  due  {}", limit.stage, both(limit.due, zone));
    if limit.aim != limit.due {
        text.push_str(&format!("\n  aim  {}", both(limit.aim, zone)));
    }
    text.push_str(&format!("\n  law  {}{mark}", limit.clause));
    let why: Vec<String> = limit.why.iter().map(said).collect();
    text.push_str(&format!("\n  why  {}", why.join("; ")));
    text
}

/// A moment on the wall clock of the zone, and in UTC.
pub fn both(at: Instant, zone: &TimeZone) -> String {
    format!("{} ({at})", at.in_zone(zone).strftime("%a %Y-%m-%d %H:%M %Z"))
}

fn said((code, arguments): &(String, Vec<(String, String)>)) -> String {
    let get = |name: &str| {
        arguments.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value.as_str())
    };
    match code.as_str() {
        "period" => {
            let unit = get("unit");
            let unit = if get("amount") == "1" { unit.trim_end_matches('s') } else { unit };
            format!("{} {unit} from `{}`", get("amount"), get("trigger"))
        }
        "extended" => format!("moved off {}: {}", get("day"), get("rest")),
        "noon" => "ends at noon".to_owned(),
        "not-extended" => "not moved off a day of rest for this kind of entity".to_owned(),
        "earliest-of" => format!("the earliest of {} clocks", get("clocks")),
        "lapsed" => format!("a clock lapsed: `{}` came after it ran out", get("trigger")),
        "exercise" => "exercise: sixty times faster".to_owned(),
        other => other.to_owned(),
    }
}
