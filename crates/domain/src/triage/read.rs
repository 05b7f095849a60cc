//! Reading frameworks and letters from their files, and saying all that is wrong with them.
//!
//! A file with a mistake is left out; the operator sees file, line and remedy.

use super::framework::{Axis, Criterion, Framework, Second, Word};
use super::letter::Template;
use super::read::check::Check;
use crate::rulebook::{Basis, Mistake, Said, Source, line_of};
use alloc::{
    format,
    string::{String, ToString},
    vec::Vec,
};
use core::ops::Range;
use jiff::civil::Date;
use serde::Deserialize;
use toml::value::Datetime;

mod check;

/// All frameworks and letters of an installation.
#[derive(Clone, Debug, Default)]
pub struct Frameworks {
    /// Every version of every framework, in the order of the files.
    pub frameworks: Vec<Framework>,
    /// Every letter.
    pub letters: Vec<Template>,
}

#[derive(Deserialize)]
struct Kind {
    kind: Option<String>,
}

/// A framework's file, before those that it uses are put before it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(rename = "kind")]
    _kind: String,
    id: Word,
    version: String,
    title: Said,
    #[serde(default)]
    clause: String,
    source: String,
    from: Option<Datetime>,
    until: Option<Datetime>,
    confirmed: bool,
    #[serde(default)]
    uses: Vec<Word>,
    #[serde(default, rename = "criterion")]
    criteria: Vec<Criterion>,
    #[serde(default, rename = "axis")]
    axes: Vec<Axis>,
    #[serde(default)]
    second: Vec<Second>,
}

impl Frameworks {
    /// Reads all files of kind `triage` and `letter`; the others are not ours.
    pub fn read(sources: &[Source], mistakes: &mut Vec<Mistake>) -> Self {
        let mut all = Self::default();
        let mut raws: Vec<(&Source, Raw)> = Vec::new();
        for source in sources {
            match kind(source, mistakes).as_deref() {
                Some("triage") => raws.extend(parsed(source, mistakes).map(|raw| (source, raw))),
                Some("letter") => all.letters.extend(parsed(source, mistakes)),
                _ => {}
            }
        }
        for (source, raw) in &raws {
            let before = mistakes.len();
            let framework = composed(source, raw, &raws, mistakes);
            let mut check = Check { source, own: raw.id.span(), mistakes };
            check.framework(&framework);
            if all.version(&framework.id, &framework.version).is_some() {
                check.say(raw.id.span(), "this id and version exist already: raise `version`".into());
            }
            if mistakes.len() == before {
                all.frameworks.push(framework);
            }
        }
        all
    }

    /// A framework in exactly this version: what an old assessment was made with.
    pub fn version(&self, id: &str, version: &str) -> Option<&Framework> {
        self.frameworks.iter().find(|one| one.id == id && one.version == version)
    }

    /// The newest version that holds on a day: what a new assessment is made with.
    pub fn on(&self, id: &str, day: Date) -> Option<&Framework> {
        self.frameworks
            .iter()
            .filter(|one| one.id == id && one.basis.holds_on(day))
            .max_by_key(|one| (one.basis.from, &one.version))
    }

    /// A letter by its id.
    pub fn letter(&self, id: &str) -> Option<&Template> {
        self.letters.iter().find(|one| one.id == id)
    }
}

fn kind(source: &Source, mistakes: &mut Vec<Mistake>) -> Option<String> {
    match toml::from_str::<Kind>(&source.text) {
        Ok(found) => found.kind,
        Err(error) => {
            if source.file.contains("triage/") {
                mistakes.push(mistake(source, error.span(), error.message().to_string()));
            }
            None
        }
    }
}

fn parsed<T: serde::de::DeserializeOwned>(source: &Source, mistakes: &mut Vec<Mistake>) -> Option<T> {
    toml::from_str(&source.text)
        .map_err(|error| mistakes.push(mistake(source, error.span(), error.message().to_string())))
        .ok()
}

fn composed(source: &Source, raw: &Raw, raws: &[(&Source, Raw)], mistakes: &mut Vec<Mistake>) -> Framework {
    let (mut criteria, mut axes) = (Vec::new(), Vec::new());
    for wanted in &raw.uses {
        let name = |one: &Raw| format!("{}@{}", one.id.get_ref(), one.version);
        match raws.iter().find(|(_, one)| name(one) == *wanted.get_ref() && one.uses.is_empty()) {
            Some((_, used)) => {
                criteria.extend(used.criteria.iter().cloned());
                axes.extend(used.axes.iter().map(|axis| Axis { decides: false, ..axis.clone() }));
            }
            None => mistakes.push(mistake(
                source,
                Some(wanted.span()),
                format!("`uses` wants `{}`: no framework of its own has this id@version", wanted.get_ref()),
            )),
        }
    }
    criteria.extend(raw.criteria.iter().cloned());
    axes.extend(raw.axes.iter().cloned());
    Framework {
        id: raw.id.get_ref().clone(),
        version: raw.version.clone(),
        title: raw.title.clone(),
        basis: Basis {
            clause: raw.clause.clone(),
            source: raw.source.clone(),
            from: day(raw.from),
            until: day(raw.until),
            confirmed: raw.confirmed,
        },
        criteria,
        axes,
        second: raw.second.clone(),
    }
}

fn day(written: Option<Datetime>) -> Option<Date> {
    let date = written?.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?)
        .ok()
}

fn mistake(source: &Source, span: Option<Range<usize>>, message: String) -> Mistake {
    let line = span.map_or(0, |span| line_of(&source.text, span.start));
    Mistake { file: source.file.clone(), line, message }
}
