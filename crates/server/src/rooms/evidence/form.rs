//! The forms of evidence: fields in the reader's language with what was typed and what is wrong.

use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Choice, Field, Kind},
    words::{Gaps, Words},
};
use jiff::{civil::Date, tz::TimeZone};
use meldkamer_app::evidence::Faults;
use meldkamer_domain::{evidence::USUAL_DAYS, time::Instant};
use meldkamer_store::{evidence::item::ItemRow, support_case::party::PartyRow};

/// Makes fields.
pub(super) struct Asked<'a> {
    words: &'a Words,
    language: Language,
    typed: &'a Form,
    faults: &'a Faults,
}

impl<'a> Asked<'a> {
    pub(super) fn new(server: &'a Server, caller: &Caller, typed: &'a Form, faults: &'a Faults) -> Self {
        Self::of(server.pages.words(), caller.language, typed, faults)
    }

    pub(super) fn of(words: &'a Words, language: Language, typed: &'a Form, faults: &'a Faults) -> Self {
        Self { words, language, typed, faults }
    }

    pub(super) fn words(&self, key: &str) -> String {
        self.words.say_anyhow(self.language, key, &Gaps::new())
    }

    /// A field named `name`; its fault is known under the same name.
    fn field(&self, name: &str, kind: Kind) -> Field {
        let label = self.words(&format!("evidence-ask-{}", name.replace(['_', '.'], "-")));
        let field = Field::new(name, label, kind);
        match self.faults.iter().find(|(wrong, _)| wrong == name) {
            Some((_, fault)) => field.error(self.words(&format!("evidence-fault-{fault}"))),
            None => field,
        }
    }

    pub(super) fn text(&self, name: &str, usual: &str) -> Field {
        let typed = self.typed.text(name);
        let value = if self.typed.pairs.is_empty() { usual } else { typed };
        self.field(name, Kind::text(value))
    }

    pub(super) fn must(&self, name: &str, usual: &str) -> Field {
        self.text(name, usual).required()
    }

    pub(super) fn days(&self, name: &str, usual: i64) -> Field {
        let typed = self.typed.text(name);
        let value = if self.typed.pairs.is_empty() { usual.to_string() } else { typed.to_owned() };
        self.field(name, Kind::Number { value, unit: self.words("evidence-days") }).required()
    }

    pub(super) fn moment(&self, name: &str, usual: (String, String)) -> Field {
        let typed = |part: &str, usual: String| {
            if self.typed.pairs.is_empty() {
                usual
            } else {
                self.typed.text(&format!("{name}.{part}")).to_owned()
            }
        };
        let (date, time) = (typed("date", usual.0), typed("time", usual.1));
        let kind = Kind::Moment { date, time, now_date: String::new(), now_time: String::new() };
        self.field(name, kind).required()
    }

    pub(super) fn choice(&self, name: &str, choices: Vec<(String, String)>) -> Field {
        let chosen = self.typed.text(name);
        let choice = |(value, label): (String, String)| {
            let picked = value == chosen;
            Choice::new(value, label).chosen(picked)
        };
        let choices = choices.into_iter().map(choice).collect();
        self.field(name, Kind::Choice { choices, list: true })
    }
}

/// The fields of a link, with what stands in them.
pub(super) fn link_fields(
    asked: &Asked<'_>,
    until: (String, String),
    items: &[ItemRow],
    parties: &[PartyRow],
    now: i64,
) -> Vec<Field> {
    let party = |one: &PartyRow| (one.id.clone(), one.called());
    let parties = parties.iter().filter(|one| one.is_live(now) && one.kind != "police").map(party);
    let named = |row: &ItemRow| (row.id.clone(), format!("{}. {}", row.number, row.name));
    let mut fields = vec![
        asked.must("person", ""),
        asked.must("purpose", ""),
        asked.moment("until", until),
        asked.days("keep_days", USUAL_DAYS),
        asked.choice("party", parties.collect()).hint(asked.words("evidence-ask-party.hint")),
    ];
    if !items.is_empty() {
        fields.push(asked.choice("original", items.iter().map(named).collect()));
    }
    fields
}

/// The fields that are wrong, for the summary above a form.
pub(super) fn wrong<'a>(fields: impl IntoIterator<Item = &'a Field>) -> Vec<Field> {
    fields.into_iter().filter(|field| !field.error.is_empty()).cloned().collect()
}

/// A moment out of a form on the legal clock; the end of the day when no time was typed.
pub(super) fn moment(typed: &Form, name: &str, zone: &TimeZone) -> Option<Instant> {
    let day: Date = typed.text(&format!("{name}.date")).parse().ok()?;
    let clock = typed.text(&format!("{name}.time"));
    let clock: jiff::civil::Time = if clock.is_empty() { "23:59" } else { clock }.parse().ok()?;
    let zoned = day.to_datetime(clock).to_zoned_datetime(zone.clone()).ok()?;
    Some(Instant::from_zoned(&zoned))
}

/// A moment as a form shows it: date and time on the legal clock.
pub(super) fn shown(at: Instant, zone: &TimeZone) -> (String, String) {
    let here = at.in_zone(zone);
    (here.strftime("%Y-%m-%d").to_string(), here.strftime("%H:%M").to_string())
}
