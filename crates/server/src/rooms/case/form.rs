//! Forms in a case: fields with their words, what was typed in them and what is wrong with it.
//!
//! A field `x` has its label under `case-ask-x`; a fault stands under `case-fault-<fault>`.

use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Choice, Field, Kind},
    words::{Gaps, Words},
};
use jiff::{civil, tz::TimeZone};
use meldkamer_domain::{refused::Refused, time::Instant};

/// A field that is wrong, and how: all of them at once.
pub type Faults = Vec<(String, &'static str)>;

/// A form in one language, with what was typed and what is wrong.
pub struct Asked<'a> {
    words: &'a Words,
    language: Language,
    typed: &'a Form,
    faults: &'a Faults,
}

impl<'a> Asked<'a> {
    /// For an answer to a request.
    pub fn new(server: &'a Server, caller: &Caller, typed: &'a Form, faults: &'a Faults) -> Self {
        Self { words: server.pages.words(), language: caller.language, typed, faults }
    }

    /// For a sample of a page.
    pub const fn sample(words: &'a Words, language: Language, typed: &'a Form, faults: &'a Faults) -> Self {
        Self { words, language, typed, faults }
    }

    /// The words under a key.
    pub fn say(&self, key: &str) -> String {
        self.words.say_anyhow(self.language, key, &Gaps::new())
    }

    /// A field of any kind, with its fault if it has one.
    pub fn field(&self, name: &str, kind: Kind) -> Field {
        let field = Field::new(name, self.say(&format!("case-ask-{}", name.replace('_', "-"))), kind);
        match self.faults.iter().find(|(wrong, _)| wrong == name) {
            Some((_, fault)) => field.error(self.say(&format!("case-fault-{fault}"))),
            None => field,
        }
    }

    /// One line of text.
    pub fn line(&self, name: &str) -> Field {
        self.field(name, Kind::text(self.typed.text(name)))
    }

    /// One line of another HTML type, such as `email` or `tel`.
    pub fn line_of(&self, name: &str, input: &'static str) -> Field {
        self.field(name, Kind::Text { value: self.typed.text(name).to_owned(), input, autocomplete: "off" })
    }

    /// Several lines of text.
    pub fn long(&self, name: &str, rows: u8, most: usize) -> Field {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        self.field(name, Kind::Long { value: self.typed.text(name).to_owned(), rows, most })
    }

    /// One of a list of (value, label).
    pub fn one_of(
        &self,
        name: &str,
        options: impl IntoIterator<Item = (String, String)>,
        list: bool,
    ) -> Field {
        let chosen = self.typed.text(name);
        let choice = |(value, label): (String, String)| {
            let stands = value == chosen;
            Choice::new(value, label).chosen(stands)
        };
        self.field(name, Kind::Choice { choices: options.into_iter().map(choice).collect(), list })
    }

    /// One of some names, each with its words under `<prefix>-<name>`.
    pub fn named(&self, name: &str, prefix: &str, names: &[&str], list: bool) -> Field {
        let options = names.iter().map(|one| ((*one).to_owned(), self.say(&format!("{prefix}-{one}"))));
        self.one_of(name, options, list)
    }

    /// Any number of some names, each with its words under `<prefix>-<name>`.
    pub fn any_of(&self, name: &str, prefix: &str, names: &[&str]) -> Field {
        let chosen = self.typed.all(name);
        let choice =
            |one: &&str| Choice::new(*one, self.say(&format!("{prefix}-{one}"))).chosen(chosen.contains(one));
        self.field(name, Kind::Choices { choices: names.iter().map(choice).collect() })
    }

    /// Any number of a list of (value, label), each as a tick.
    pub fn several(&self, name: &str, options: impl IntoIterator<Item = (String, String)>) -> Field {
        let chosen = self.typed.all(name);
        let choice = |(value, label): (String, String)| {
            let stands = chosen.contains(&value.as_str());
            Choice::new(value, label).chosen(stands)
        };
        self.field(name, Kind::Choices { choices: options.into_iter().map(choice).collect() })
    }

    /// A date and a time on the legal clock.
    pub fn moment(&self, name: &str) -> Field {
        let typed = |part: &str| self.typed.text(&format!("{name}.{part}")).to_owned();
        let kind = Kind::Moment {
            date: typed("date"),
            time: typed("time"),
            now_date: String::new(),
            now_time: String::new(),
        };
        self.field(name, kind)
    }
}

/// Several fields that are wrong, for the summary.
pub fn wrong(fields: &[Field]) -> Vec<Field> {
    fields.iter().filter(|field| !field.error.is_empty()).cloned().collect()
}

/// The instant that was typed in a moment; the end of the day when no time was.
pub fn instant(typed: &Form, name: &str, zone: &TimeZone) -> Option<Instant> {
    let day: civil::Date = typed.text(&format!("{name}.date")).parse().ok()?;
    let time = typed.text(&format!("{name}.time"));
    let time: civil::Time = if time.is_empty() { "23:59" } else { time }.parse().ok()?;
    Some(Instant::from_zoned(&day.to_datetime(time).to_zoned_datetime(zone.clone()).ok()?))
}

/// The values of a moment that shows an instant, for a form that changes it.
pub fn shown(name: &str, at: Instant, zone: &TimeZone) -> [(String, String); 2] {
    let local = at.in_zone(zone);
    [
        (format!("{name}.date"), local.strftime("%Y-%m-%d").to_string()),
        (format!("{name}.time"), local.strftime("%H:%M").to_string()),
    ]
}

/// A refusal that a form can show at its field; anything else is given back.
pub fn at_its_field(refused: Refused) -> Result<Faults, Refused> {
    match refused {
        Refused::NotUnderstood { field, fault } => Ok(vec![(field, fault)]),
        Refused::ReasonNeeded { field } => Ok(vec![(field, "missing")]),
        other => Err(other),
    }
}

/// A form out of names and values.
pub fn filled<'a>(pairs: impl IntoIterator<Item = (&'a str, String)>) -> Form {
    let pairs = pairs.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    Form { pairs, ..Form::default() }
}

/// Draws samples of a form: what is typed and what is wrong, in Dutch.
pub fn sampled(
    typed: &[(&str, &str)],
    wrong: &[&str],
    draw: impl FnOnce(&Asked<'_>) -> Vec<Field>,
) -> Vec<Field> {
    let Ok(words) = Words::read(&crate::texts::Texts::embedded()) else { return Vec::new() };
    let typed = filled(typed.iter().map(|(name, value)| (*name, (*value).to_owned())));
    let faults: Faults = wrong.iter().map(|field| ((*field).to_owned(), "missing")).collect();
    draw(&Asked::sample(&words, Language::Dutch, &typed, &faults))
}
