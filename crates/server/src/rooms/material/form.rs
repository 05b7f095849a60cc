//! Forms of the material: fields with their words (`material-ask-<name>`), what was typed in them and
//! what is wrong with it (`material-fault-<fault>`).

use crate::{
    Server,
    door::Caller,
    form::Form,
    language::Language,
    page::{Choice, Field, Kind},
    texts::Texts,
    words::{Gaps, Words},
};
use jiff::{civil, tz::TimeZone};
use meldkamer_app::material::Faults;
use meldkamer_domain::{marking::Tlp, time::Instant};

/// How far something may go: code and label of each, the freest first.
pub fn markings() -> Vec<(&'static str, &'static str)> {
    Tlp::ALL.iter().map(|one| (one.code(), one.label())).collect()
}

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

    /// The words under a key.
    pub fn say(&self, key: &str) -> String {
        self.words.say_anyhow(self.language, key, &Gaps::new())
    }

    /// What was typed in a field.
    pub fn typed(&self, name: &str) -> &str {
        self.typed.text(name)
    }

    /// A field of any kind, with its fault if it has one.
    pub fn field(&self, name: &str, kind: Kind) -> Field {
        let field = Field::new(name, self.say(&format!("material-ask-{}", name.replace('_', "-"))), kind);
        match self.faults.iter().find(|(wrong, _)| wrong == name) {
            Some((_, fault)) => field.error(self.say(&format!("material-fault-{fault}"))),
            None => field,
        }
    }

    /// With help under the label.
    pub fn helped(&self, field: Field) -> Field {
        let hint = self.say(&format!("material-ask-{}.hint", field.name.replace('_', "-")));
        field.hint(hint)
    }

    /// One line of text.
    pub fn line(&self, name: &str) -> Field {
        self.field(name, Kind::text(self.typed.text(name)))
    }

    /// Several lines of text.
    pub fn long(&self, name: &str, rows: u8, most: usize) -> Field {
        let most = u32::try_from(most).unwrap_or(u32::MAX);
        self.field(name, Kind::Long { value: self.typed.text(name).to_owned(), rows, most })
    }

    /// One of some codes, each with its words under `material-<prefix>-<code>`.
    pub fn one_of(&self, name: &str, prefix: &str, codes: &[&str], list: bool) -> Field {
        let chosen = self.typed.text(name);
        let choice = |code: &&str| {
            Choice::new(*code, self.say(&format!("material-{prefix}-{code}"))).chosen(*code == chosen)
        };
        self.field(name, Kind::Choice { choices: codes.iter().map(choice).collect(), list })
    }

    /// One of some labels that are the same in every language.
    pub fn labelled(&self, name: &str, all: &[(&str, &str)]) -> Field {
        let chosen = self.typed.text(name);
        let choice = |(code, label): &(&str, &str)| Choice::new(*code, *label).chosen(*code == chosen);
        self.field(name, Kind::Choice { choices: all.iter().map(choice).collect(), list: true })
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

    /// A file.
    pub fn file(&self, name: &str, accept: &str, limit: &str) -> Field {
        self.field(name, Kind::File { limit: limit.to_owned(), accept: accept.to_owned() })
    }
}

/// The fields that are wrong, for the summary.
pub fn wrong(fields: &[Field]) -> Vec<Field> {
    fields.iter().filter(|field| !field.error.is_empty()).cloned().collect()
}

/// The instant that was typed in a moment; the beginning of the day when no time was.
pub fn instant(typed: &Form, name: &str, zone: &TimeZone) -> Option<Instant> {
    let day: civil::Date = typed.text(&format!("{name}.date")).parse().ok()?;
    let clock = typed.text(&format!("{name}.time"));
    let clock: civil::Time = if clock.is_empty() { "00:00" } else { clock }.parse().ok()?;
    Some(Instant::from_zoned(&day.to_datetime(clock).to_zoned_datetime(zone.clone()).ok()?))
}

/// A form out of names and values.
pub fn filled(pairs: &[(&str, &str)]) -> Form {
    let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    Form { pairs, ..Form::default() }
}

/// Draws samples of a form in Dutch: what is typed and what is wrong.
pub fn sampled(
    typed: &[(&str, &str)],
    wrong: &[&str],
    draw: impl FnOnce(&Asked<'_>) -> Vec<Field>,
) -> Vec<Field> {
    let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
    let faults: Faults = wrong.iter().map(|field| ((*field).to_owned(), "missing")).collect();
    draw(&Asked { words: &words, language: Language::Dutch, typed: &filled(typed), faults: &faults })
}
