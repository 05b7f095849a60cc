//! `meldkamer deadlines`: when each stage of a regime is due, from the moments that are known.

use super::{Ending, law, say};
use clap::Args;
use jiff::civil::Date;
use meldkamer_app::{chance::Clock, judgement, library::Library};
use meldkamer_domain::{
    deadline::{Moments, Pace},
    fact::{Fact, Facts},
    time::Instant,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, path::PathBuf};

/// Say when each stage of a regime is due.
///
/// Moments are RFC 3339 with an offset, such as 2026-11-20T16:40:00+01:00.
#[derive(Debug, Args)]
pub struct Deadlines {
    /// The regime, such as nl-cbw, nis2, dora, nccs.
    #[arg(long)]
    regime: String,
    /// The incident began.
    #[arg(long, value_name = "INSTANT")]
    occurred: Option<String>,
    /// It was first seen.
    #[arg(long, value_name = "INSTANT")]
    detected: Option<String>,
    /// The entity knew, with reasonable certainty.
    #[arg(long, value_name = "INSTANT")]
    aware: Option<String>,
    /// It was classified as reportable.
    #[arg(long, value_name = "INSTANT")]
    classified: Option<String>,
    /// It was dealt with.
    #[arg(long, value_name = "INSTANT")]
    resolved: Option<String>,
    /// The moment by which a request asks for a report.
    #[arg(long, value_name = "INSTANT")]
    requested: Option<String>,
    /// The CSIRT received the first report.
    #[arg(long, value_name = "INSTANT")]
    received: Option<String>,
    /// A stage that was submitted, and when; may be given more than once.
    #[arg(long, value_name = "STAGE=INSTANT")]
    submitted: Vec<String>,
    /// The entity is a trust service provider.
    #[arg(long)]
    trust_service: bool,
    /// The kind of entity, such as credit-institution; may be given more than once.
    #[arg(long, value_name = "KIND")]
    entity_kind: Vec<String>,
    /// Whether the entity is essential, important, critical or none.
    #[arg(long, value_name = "CLASS")]
    entity_class: Option<String>,
    /// The day whose law holds [default: the day of awareness, or of the first moment given]
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    /// Let the clocks run sixty times faster, as in an exercise.
    #[arg(long)]
    exercise: bool,
    /// The zone whose days and clock count.
    #[arg(long, default_value = "Europe/Amsterdam")]
    zone: String,
    /// A folder with rulebooks of your own.
    #[arg(long, value_name = "DIR")]
    rulebooks: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long)]
    json: bool,
}

impl Deadlines {
    /// Counts, and prints the limits and what the other stages wait for.
    pub fn run(self) -> Result<(), Ending> {
        let answer = self.count(&law::library(self.rulebooks.as_deref())?)?;
        if self.json {
            say(answer.json());
        } else {
            say(answer.text(&law::zone(&self.zone)?));
        }
        Ok(())
    }

    fn count(&self, library: &Library) -> Result<Answer, Ending> {
        let zone = law::zone(&self.zone)?;
        let facts = self.facts(library)?;
        let moments = self.moments()?;
        let on = match &self.on {
            Some(text) => law::day("--on", text)?,
            None => first(&moments).unwrap_or_else(|| Clock::Machine.now()).in_zone(&zone).date(),
        };
        self.known(library, &moments, on)?;
        let pace = if self.exercise { Pace::Exercise } else { Pace::Real };
        let limits = judgement::limits(library, &self.regime, &moments, &facts, &zone, pace, on);
        let waiting = law::waiting(&library.law, &self.regime, &limits, &moments, on);
        Ok(Answer { regime: self.regime.clone(), on, limits, waiting })
    }

    fn moments(&self) -> Result<Moments, Ending> {
        let at = |option: &str, text: &Option<String>| {
            text.as_ref().map(|text| law::moment(option, text)).transpose()
        };
        let mut submitted = BTreeMap::new();
        let mut latest = BTreeMap::new();
        for pair in &self.submitted {
            let (stage, text) = pair.split_once('=').ok_or_else(|| {
                Ending::Usage(format!(
                    "--submitted `{pair}` wants STAGE=INSTANT, such as notification=2026-11-23T09:00:00+01:00"
                ))
            })?;
            let instant = law::moment("--submitted", text)?;
            let earliest = submitted.entry(stage.to_owned()).or_insert(instant);
            *earliest = instant.min(*earliest);
            let last = latest.entry(stage.to_owned()).or_insert(instant);
            *last = instant.max(*last);
        }
        Ok(Moments {
            occurred: at("--occurred", &self.occurred)?,
            detected: at("--detected", &self.detected)?,
            aware: at("--aware", &self.aware)?,
            classified: at("--classified", &self.classified)?,
            resolved: at("--resolved", &self.resolved)?,
            requested: at("--requested", &self.requested)?,
            received: at("--received", &self.received)?,
            submitted,
            latest,
        })
    }

    fn facts(&self, library: &Library) -> Result<Facts, Ending> {
        let mut kinds = self.entity_kind.clone();
        if self.trust_service {
            kinds.push("trust-service".into());
        }
        let mut facts = Facts::default();
        for kind in &kinds {
            option(library, "--entity-kind", "org.kind", kind)?;
        }
        if !kinds.is_empty() {
            facts.set("org.kind", Fact::Many(kinds));
        }
        if let Some(class) = &self.entity_class {
            option(library, "--entity-class", "org.class", class)?;
            facts.set("org.class", Fact::Text(class.clone()));
        }
        Ok(facts)
    }

    /// Regime and stages must exist in the law of the day.
    fn known(&self, library: &Library, moments: &Moments, on: Date) -> Result<(), Ending> {
        let Some(regime) = library.law.regime(&self.regime, on) else {
            let held = library.law.regimes.iter().filter(|one| one.basis.holds_on(on));
            let ids: Vec<&str> = held.map(|one| one.id.get_ref().as_str()).collect();
            return Err(Ending::Usage(format!(
                "--regime `{}` does not hold on {on}: choose one of {}, or another day with --on",
                self.regime,
                ids.join(", ")
            )));
        };
        let strange = moments.submitted.keys().find(|stage| regime.stage(stage, on).is_none());
        if let Some(stage) = strange {
            let ids: Vec<&str> = regime.stages.iter().map(|one| one.id.get_ref().as_str()).collect();
            return Err(Ending::Usage(format!(
                "--submitted names `{stage}`, which {} does not have: choose one of {}",
                self.regime,
                ids.join(", ")
            )));
        }
        Ok(())
    }
}

/// Checks that an option of the command line is one that a reporter could choose too.
fn option(library: &Library, name: &str, question: &str, given: &str) -> Result<(), Ending> {
    let options = library.catalogue.question(question).map_or(&[][..], |one| &one.field.options);
    if options.iter().any(|option| option.id == given) {
        return Ok(());
    }
    let ids: Vec<&str> = options.iter().map(|option| option.id.as_str()).collect();
    Err(Ending::Usage(format!("{name} `{given}` does not exist: choose one of {}", ids.join(", "))))
}

/// The moment that decides whose law holds.
fn first(moments: &Moments) -> Option<Instant> {
    let told = [
        moments.aware,
        moments.classified,
        moments.detected,
        moments.received,
        moments.occurred,
        moments.requested,
    ];
    let submitted = moments.submitted.values().copied().min();
    told.into_iter().flatten().next().or(submitted).or(moments.resolved)
}

struct Answer {
    regime: String,
    on: Date,
    limits: Vec<judgement::Limit>,
    waiting: Vec<Value>,
}

impl Answer {
    fn json(&self) -> Value {
        json!({
            "regime": self.regime,
            "on": self.on.to_string(),
            "deadlines": self.limits.iter().map(law::limit).collect::<Vec<_>>(),
            "waiting": self.waiting,
        })
    }

    fn text(&self, zone: &jiff::tz::TimeZone) -> String {
        let mut lines = vec![format!("{}, by the law of {}", self.regime, self.on)];
        lines.extend(self.limits.iter().map(|limit| law::limit_text(limit, zone)));
        for one in &self.waiting {
            let words = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
            let waits: Vec<&str> =
                one["for"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let why = if waits.is_empty() {
                "no period in the law, or none in this case".to_owned()
            } else {
                format!("waits for {}", waits.join(" or "))
            };
            lines.push(format!("{}\n  {why} ({})", words("stage"), words("clause")));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::{Cli, Command};
    use clap::Parser;

    fn asked(arguments: &str) -> Result<Value, Ending> {
        let words = ["meldkamer", "deadlines"].into_iter().chain(arguments.split_whitespace());
        let Command::Deadlines(deadlines) = Cli::try_parse_from(words).unwrap().command else {
            panic!("another command");
        };
        Ok(deadlines.count(&law::library(None)?)?.json())
    }

    fn due<'a>(answer: &'a Value, stage: &str) -> Option<&'a Value> {
        answer["deadlines"].as_array().unwrap().iter().find(|one| one["stage"] == stage)
    }

    #[test]
    fn hours_of_the_table() {
        for (aware, day, three) in [
            ("2026-11-20T16:40:00+01:00", "2026-11-21T15:40:00Z", "2026-11-23T15:40:00Z"),
            ("2027-03-27T10:00:00+01:00", "2027-03-28T09:00:00Z", "2027-03-30T09:00:00Z"),
            ("2026-10-24T10:00:00+02:00", "2026-10-25T08:00:00Z", "2026-10-27T08:00:00Z"),
            ("2026-12-24T17:05:00+01:00", "2026-12-25T16:05:00Z", "2026-12-27T16:05:00Z"),
            ("2026-12-31T23:30:00+01:00", "2027-01-01T22:30:00Z", "2027-01-03T22:30:00Z"),
        ] {
            let answer = asked(&format!("--regime nl-cbw --aware {aware} --json")).unwrap();
            assert_eq!(answer["regime"], "nl-cbw");
            let early = due(&answer, "early-warning").unwrap();
            assert_eq!(
                (&early["due"], &early["aim"], &early["clause"]),
                (&json!(day), &json!(day), &json!("Cbw 26"))
            );
            assert_eq!(due(&answer, "notification").unwrap()["due"], three);
            assert!(due(&answer, "final").is_none());
            let trust = asked(&format!("--regime nl-cbw --aware {aware} --trust-service")).unwrap();
            assert_eq!(due(&trust, "notification").unwrap()["due"], day);
        }
    }

    #[test]
    fn months_of_the_table() {
        for (submitted, plain, limit) in [
            ("2026-11-23", "2026-12-23T22:59:59Z", "2026-12-23T22:59:59Z"),
            ("2026-11-25", "2026-12-25T22:59:59Z", "2026-12-28T22:59:59Z"),
            ("2026-12-01", "2027-01-01T22:59:59Z", "2027-01-04T22:59:59Z"),
            ("2026-12-31", "2027-01-31T22:59:59Z", "2027-02-01T22:59:59Z"),
            ("2027-01-29", "2027-02-28T22:59:59Z", "2027-03-01T22:59:59Z"),
            ("2027-01-30", "2027-02-28T22:59:59Z", "2027-03-01T22:59:59Z"),
            ("2027-01-31", "2027-02-28T22:59:59Z", "2027-03-01T22:59:59Z"),
            ("2027-02-28", "2027-03-28T21:59:59Z", "2027-03-30T21:59:59Z"),
            ("2027-03-27", "2027-04-27T21:59:59Z", "2027-04-28T21:59:59Z"),
            ("2027-04-05", "2027-05-05T21:59:59Z", "2027-05-07T21:59:59Z"),
        ] {
            let answer =
                asked(&format!("--regime nl-cbw --submitted notification={submitted}T12:00:00Z")).unwrap();
            let found = due(&answer, "final").unwrap();
            let unextended = found.get("plain").unwrap_or(&found["due"]);
            assert_eq!((unextended, &found["due"]), (&json!(plain), &json!(limit)), "{submitted}");
        }
    }

    #[test]
    fn the_noon_rule_depends_on_the_kind_of_entity() {
        let classified =
            "--regime dora --classified 2026-11-20T21:00:00+01:00 --aware 2026-11-20T20:00:00+01:00";
        let of = |more: &str| {
            let answer = asked(&format!("{classified} {more}")).unwrap();
            due(&answer, "initial").unwrap()["due"].clone()
        };
        assert_eq!(of("--entity-kind credit-institution"), "2026-11-21T00:00:00Z");
        assert_eq!(of(""), "2026-11-21T00:00:00Z");
        assert_eq!(of("--entity-kind payment-institution --entity-class none"), "2026-11-23T11:00:00Z");
    }

    #[test]
    fn what_a_stage_waits_for_is_said() {
        let answer = asked("--regime nl-cbw --aware 2026-11-20T16:40:00+01:00").unwrap();
        let waiting = answer["waiting"].as_array().unwrap();
        let last = waiting.iter().find(|one| one["stage"] == "final").unwrap();
        assert_eq!(last["for"], json!(["submitted:notification"]));
        let after = waiting.iter().find(|one| one["stage"] == "final-after-progress").unwrap();
        assert_eq!(after["for"], json!(["submitted:progress"]));
    }

    #[test]
    fn mistakes_name_the_option_and_the_remedy() {
        let said = |arguments: &str| match asked(arguments) {
            Err(Ending::Usage(said)) => said,
            other => panic!("{other:?}"),
        };
        assert!(
            said("--regime nl-cbw --aware 2026-11-20T16:40")
                .contains("--aware `2026-11-20T16:40` is not a moment")
        );
        assert!(said("--regime cbw").contains("choose one of"));
        assert!(said("--regime nl-cbw --on 2026-08-14").contains("does not hold on 2026-08-14"));
        assert!(said("--regime nl-cbw --submitted final").contains("STAGE=INSTANT"));
        let stage = said("--regime nl-cbw --submitted finale=2026-11-20T16:40:00Z");
        assert!(stage.contains("`finale`") && stage.contains("early-warning"));
        assert!(said("--regime nl-cbw --entity-kind bank").contains("credit-institution"));
        assert!(said("--regime nl-cbw --zone Mars").contains("Europe/Amsterdam"));
    }
}
