//! `meldkamer assess`: what the law makes of a set of facts. Nothing is filed.

use super::{Ending, law, say};
use clap::Args;
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_app::{
    chance::Clock,
    clocks, filing,
    judgement::{self, Bearing, Judgement, Limit},
    library::Library,
};
use meldkamer_domain::{
    deadline::{Moments, Pace},
    fact::Facts,
    filing as told,
    law::{Reason, condition::Truth},
    question::Stage,
    route::{Body, Routes},
    rulebook::Said,
    significance::{Advice, CriterionOutcome, Verdict},
    time::Instant,
};
use serde_json::{Value, json};
use std::{io::Read, path::PathBuf};

/// Say which laws apply, whether it must be reported, when and to whom.
#[derive(Debug, Args)]
pub struct Assess {
    /// File with a JSON object of question ids and answers, as in the API; `-` reads standard input.
    #[arg(long, value_name = "FILE")]
    facts: PathBuf,
    /// The stage whose questions count as gaps.
    #[arg(long, default_value = "early-warning")]
    stage: String,
    /// The day whose law holds [default: the day of awareness, else today]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// The zone of times without an offset, and of days.
    #[arg(long, default_value = "Europe/Amsterdam")]
    zone: String,
    /// A folder with rulebooks of your own.
    #[arg(long, value_name = "DIR")]
    rulebooks: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

impl Assess {
    /// Judges the facts and prints the judgement.
    pub fn run(self) -> Result<(), Ending> {
        let library = law::library(self.rulebooks.as_deref())?;
        let answer = self.judge(&library, &self.read()?)?;
        if self.json {
            say(answer);
        } else {
            say(text(&answer));
        }
        Ok(())
    }

    fn read(&self) -> Result<String, Ending> {
        let name = self.facts.display();
        let mut text = String::new();
        let read = if self.facts.as_os_str() == "-" {
            std::io::stdin().read_to_string(&mut text).map(drop)
        } else {
            std::fs::read_to_string(&self.facts).map(|read| text = read)
        };
        read.map(|()| text).map_err(|wrong| {
            Ending::Usage(format!(
                "--facts {name} cannot be read ({wrong}): name a file of JSON in UTF-8, or -"
            ))
        })
    }

    fn judge(&self, library: &Library, facts: &str) -> Result<Value, Ending> {
        let zone = law::zone(&self.zone)?;
        let stage = Stage::parse(&self.stage).ok_or_else(|| {
            let ids = Stage::ALL.map(Stage::id).join(", ");
            Ending::Usage(format!("--stage `{}` does not exist: choose one of {ids}", self.stage))
        })?;
        let value: Value = serde_json::from_str(facts)
            .map_err(|wrong| Ending::Usage(format!("--facts is not JSON: {wrong}")))?;
        let answers = value.get("answers").filter(|inner| inner.is_object()).unwrap_or(&value);
        if !answers.is_object() {
            return Err(Ending::Usage("--facts wants a JSON object of question ids and answers".into()));
        }
        let now = Clock::Machine.now();
        let (told, gaps) = told::read(&library.catalogue, stage, answers, now, &zone);
        let facts = told.facts();
        let on = match &self.on {
            Some(text) => law::day("--on", text)?,
            None => facts.at("t.aware").unwrap_or(now).in_zone(&zone).date(),
        };
        let mut answer = judged(library, &facts, &zone, on);
        answer["gaps"] = filing::gaps_json(&gaps);
        Ok(answer)
    }
}

/// The moments that the facts tell.
fn moments(facts: &Facts) -> Moments {
    let at = |name: &str| {
        let question = clocks::TOLD.iter().find(|(moment, _)| *moment == name)?.1;
        facts.at(question)
    };
    Moments {
        occurred: at("occurred"),
        detected: at("detected"),
        aware: at("aware"),
        classified: at("classified"),
        resolved: at("resolved"),
        ..Moments::default()
    }
}

/// Everything that the law makes of the facts on a day.
pub fn judged(library: &Library, facts: &Facts, zone: &TimeZone, on: Date) -> Value {
    let judgement = Judgement::of(library, facts, on);
    let moments = moments(facts);
    let limits = |id: &str| judgement::limits(library, id, &moments, facts, zone, Pace::Real, on);
    let ours: Vec<&str> = judgement.ours().iter().map(|bearing| bearing.id()).collect();
    let regime = |bearing: &Bearing<'_>| {
        let limits = limits(bearing.id());
        let mut object = regime(bearing);
        object["stages"] = stages(library, bearing, &limits, &moments, on);
        object
    };
    let deadlines = ours.iter().flat_map(|id| limits(id));
    let of_ours = judgement.ours();
    let criteria = of_ours
        .iter()
        .flat_map(|bearing| bearing.verdict.criteria.iter().map(|one| criterion(bearing.id(), one)));
    json!({
        "on": on.to_string(),
        "edition": library.edition,
        "duty": if judgement.mandatory { "mandatory" } else { "voluntary" },
        "regimes": judgement.bearings.iter().map(regime).collect::<Vec<_>>(),
        "significance": {
            "answer": judgement.significant().code(),
            "criteria": criteria.collect::<Vec<_>>(),
        },
        "stages": deadlines.map(|limit| with_regime(&limit)).collect::<Vec<_>>(),
        "recipients": recipients(&judgement.routes),
        "neighbours": neighbours(library, facts, &moments, zone, on),
    })
}

fn with_regime(limit: &Limit) -> Value {
    let mut object = law::limit(limit);
    object["regime"] = json!(limit.regime);
    object
}

/// A regime with why it applies, its door and its verdict.
fn regime(bearing: &Bearing<'_>) -> Value {
    let regime = bearing.applies.regime;
    let door = regime.door.as_ref().map(|door| json!({"name": said(&door.name), "address": door.address}));
    json!({
        "regime": bearing.id(),
        "name": said(&regime.name),
        "applies": bearing.applies.verdict.code(),
        "why": bearing.applies.why.iter().map(reason).collect::<Vec<_>>(),
        "door": door,
        "clause": regime.basis.clause,
        "confirmed": regime.basis.confirmed,
        "significance": verdict(bearing.id(), &bearing.verdict),
    })
}

fn verdict(regime: &str, verdict: &Verdict<'_>) -> Value {
    json!({
        "answer": verdict.answer.code(),
        "advice": match verdict.advice {
            Advice::ReportNow => "report-now",
            Advice::ReportNowCompleteLater => "report-now-complete-later",
            Advice::NotSignificant => "not-significant",
            Advice::OpenCriteriaOnly => "open-criteria-only",
        },
        "numbers_unpublished": verdict.numbers_unpublished,
        "excluded": verdict.excluded,
        "criteria": verdict.criteria.iter().map(|one| criterion(regime, one)).collect::<Vec<_>>(),
    })
}

fn criterion(regime: &str, one: &CriterionOutcome<'_>) -> Value {
    json!({
        "id": one.criterion.id.get_ref(),
        "regime": regime,
        "outcome": outcome(one.outcome),
        "text": said(&one.criterion.text),
        "clause": one.criterion.basis.clause,
        "confirmed": one.criterion.basis.confirmed,
        "used": one.used,
        "missing": one.missing,
    })
}

/// What came of a criterion, in the words of the trade.
pub fn outcome(truth: Truth) -> &'static str {
    match truth {
        Truth::Yes => "fired",
        Truth::No => "not-fired",
        Truth::Unknown => "unknown",
    }
}

/// The stages of a regime: with their limit, or with what they wait for.
fn stages(library: &Library, bearing: &Bearing<'_>, limits: &[Limit], moments: &Moments, on: Date) -> Value {
    let waiting = law::waiting(&library.law, bearing.id(), limits, moments, on);
    let held = bearing.applies.regime.stages.iter().filter(|stage| stage.basis.holds_on(on));
    held.map(|stage| {
        let id = stage.id.get_ref();
        let limit = limits.iter().find(|limit| limit.stage == *id);
        let mut object = limit.map_or_else(|| json!({"stage": id, "clause": stage.basis.clause}), law::limit);
        object["name"] = said(&stage.name);
        object["asks"] = said(&stage.asks);
        object["recipients"] = json!(stage.recipients);
        if let Some(wait) = waiting.iter().find(|one| one["stage"] == **id) {
            object["waits_for"] = wait["for"].clone();
        }
        object
    })
    .collect()
}

fn recipients(routes: &Routes<'_>) -> Value {
    let bodies = |list: &[&Body]| {
        let one = |body: &&Body| json!({"id": body.id.get_ref(), "name": said(&body.name), "confirmed": body.basis.confirmed});
        list.iter().map(one).collect::<Vec<_>>()
    };
    json!({
        "csirts": bodies(&routes.csirts),
        "provisional": bodies(&routes.provisional),
        "supervisors": bodies(&routes.supervisors),
        "ministers": bodies(&routes.ministers),
        "why": routes.why.iter().map(reason).collect::<Vec<_>>(),
    })
}

fn neighbours(library: &Library, facts: &Facts, moments: &Moments, zone: &TimeZone, on: Date) -> Value {
    let duties = library.law.neighbours(facts, moments, zone, on);
    duties
        .iter()
        .map(|one| {
            json!({
                "id": one.duty.id.get_ref(),
                "name": said(&one.duty.name),
                "asks": said(&one.duty.asks),
                "owed": one.verdict.code(),
                "recipients": one.duty.recipients,
                "due": one.deadline.as_ref().map(|limit| limit.due.rfc3339()),
                "clause": one.duty.basis.clause,
                "confirmed": one.duty.basis.confirmed,
            })
        })
        .collect()
}

fn said(said: &Said) -> Value {
    json!({"nl": said.nl, "en": said.en})
}

fn reason(reason: &Reason) -> Value {
    let arguments = reason.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    law::reason(&(reason.code.to_owned(), arguments.collect()))
}

/// The judgement for people, from its JSON.
fn text(answer: &Value) -> String {
    let word = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let all = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let names =
        |value: &Value| all(value).iter().map(|one| word(&one["name"]["en"])).collect::<Vec<_>>().join(", ");
    let mut lines = vec![format!(
        "By the law of {}: significant? {}",
        word(&answer["on"]),
        word(&answer["significance"]["answer"])
    )];
    for regime in all(&answer["regimes"]) {
        lines.push(format!(
            "{} ({}): applies {}",
            word(&regime["regime"]),
            word(&regime["clause"]),
            word(&regime["applies"])
        ));
        if regime["applies"] == "no" {
            continue;
        }
        if let Some(door) = regime["door"].as_object() {
            lines.push(format!("  {}: {}", word(&door["name"]["en"]), word(&door["address"])));
        }
        if regime["applies"] == "unknown" {
            lines.push(format!("  to know that, answer: {}", word(&regime["why"][0]["facts"])));
            continue;
        }
        for one in all(&regime["significance"]["criteria"]) {
            let mark = if one["confirmed"] == false { " [not confirmed]" } else { "" };
            lines.push(format!(
                "  {:<9} {} ({}){mark}",
                word(&one["outcome"]),
                word(&one["text"]["en"]),
                word(&one["clause"])
            ));
        }
        for stage in all(&regime["stages"]) {
            let when = match stage["due"].as_str() {
                Some(due) => {
                    format!("due {}", Instant::parse(due).map_or_else(|_| due.to_owned(), |at| at.rfc3339()))
                }
                None => waits(&stage["waits_for"]),
            };
            lines.push(format!("  {} {when} ({})", word(&stage["stage"]), word(&stage["clause"])));
        }
    }
    let to = &answer["recipients"];
    lines.push(format!("CSIRT: {} {}", names(&to["csirts"]), names(&to["provisional"])));
    let asks = |why: &Value| why["facts"].as_str().map(|facts| format!("to know that, answer: {facts}"));
    let asks = all(&to["why"]).iter().find_map(asks).unwrap_or_default();
    lines.push(format!("Supervisor: {} {asks}", names(&to["supervisors"])).trim_end().to_owned());
    for duty in all(&answer["neighbours"]).iter().filter(|duty| duty["owed"] == "yes") {
        let due = duty["due"].as_str().unwrap_or("");
        lines.push(format!("Also: {} ({}) {due}", word(&duty["name"]["en"]), word(&duty["clause"])));
    }
    lines.join("\n")
}

fn waits(for_what: &Value) -> String {
    let all: Vec<&str> = for_what.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    match all.is_empty() {
        true => "has no period in the law, or none in this case".to_owned(),
        false => format!("waits for {}", all.join(" or ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assessed(facts: &str) -> Result<Value, Ending> {
        let assess = Assess {
            facts: "-".into(),
            stage: "early-warning".into(),
            on: None,
            zone: "Europe/Amsterdam".into(),
            rulebooks: None,
            json: true,
        };
        assess.judge(&law::library(None)?, facts)
    }

    fn named<'a>(list: &'a Value, key: &str, id: &str) -> &'a Value {
        list.as_array().unwrap().iter().find(|one| one[key] == id).unwrap()
    }

    #[test]
    fn a_cloud_that_was_down_must_be_reported() {
        let facts = r#"{"org.kind": ["cloud"], "org.class": "essential", "org.sector": ["digital-infrastructure"],
            "i.duration": {"minutes": 31}, "i.data.personal": "yes", "t.aware": "2026-11-20T16:40:00+01:00"}"#;
        let answer = assessed(facts).unwrap();
        assert_eq!(answer["significance"]["answer"], "yes");
        let cbw = named(&answer["regimes"], "regime", "nl-cbw");
        assert_eq!(cbw["applies"], "yes");
        let fired = named(&cbw["significance"]["criteria"], "outcome", "fired");
        assert!(fired["clause"].as_str().unwrap().starts_with("CIR"));
        assert_eq!(named(&answer["stages"], "stage", "early-warning")["due"], "2026-11-21T15:40:00Z");
        assert_eq!(named(&cbw["stages"], "stage", "final")["waits_for"], json!(["submitted:notification"]));
        assert_eq!(answer["recipients"]["supervisors"][0]["id"], "rdi");
        assert_eq!(named(&answer["neighbours"], "id", "gdpr.33")["due"], "2026-11-23T15:40:00Z");
        assert!(text(&answer).contains("nl-cbw (Cbw 25): applies yes"));
    }

    #[test]
    fn a_bank_is_shown_another_door() {
        let answer =
            assessed(r#"{"answers": {"org.sector": ["banking"], "org.class": "essential"}}"#).unwrap();
        let dora = named(&answer["regimes"], "regime", "dora");
        assert_eq!((&dora["applies"], dora["door"].is_object()), (&json!("yes"), true));
        assert_eq!(named(&answer["regimes"], "regime", "nl-cbw")["applies"], "no");
    }

    #[test]
    fn what_is_not_known_is_unknown_and_nothing_is_refused() {
        let answer = assessed(r#"{"org.kind": ["cloud"], "org.class": "important", "nonsense": 1}"#).unwrap();
        assert_eq!(answer["significance"]["answer"], "unknown");
        assert!(answer["gaps"].as_array().unwrap().iter().any(|gap| gap["question"] == "nonsense"));
    }

    #[test]
    fn facts_that_are_no_object_are_explained() {
        for (facts, why) in [("[1]", "JSON object"), ("{", "not JSON")] {
            assert!(matches!(assessed(facts), Err(Ending::Usage(said)) if said.contains(why)));
        }
    }
}
