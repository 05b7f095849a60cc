//! Reading frameworks and letters from their files, and saying all that is wrong with them.
//!
//! A file with a mistake is left out; the operator sees file, line and remedy.

use super::framework::{Axis, Criterion, Framework, Second, Word};
use super::letter::Template;
use super::read::check::Check;
use crate::rulebook::{Basis, Mistakes, Said, Source, kind_of, parse};
use alloc::{format, string::String, vec::Vec};
use jiff::civil::Date;
use serde::Deserialize;

mod check;

/// All frameworks and letters of an installation.
#[derive(Clone, Debug, Default)]
pub struct Frameworks {
    /// Every version of every framework, in the order of the files.
    pub frameworks: Vec<Framework>,
    /// Every letter.
    pub letters: Vec<Template>,
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
    basis: Basis,
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
    pub fn read(sources: &[Source], mistakes: &mut Mistakes) -> Self {
        let mut all = Self::default();
        let mut raws: Vec<(&Source, Raw)> = Vec::new();
        for source in sources {
            match kind(source, mistakes).as_deref() {
                Some("triage") => raws.extend(parse(source, mistakes).map(|raw| (source, raw))),
                Some("letter") => all.letters.extend(parse(source, mistakes)),
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

/// A file that cannot be read at all is ours to complain about when it lies in our folder.
fn kind(source: &Source, mistakes: &mut Mistakes) -> Option<String> {
    let found = kind_of(source);
    if found.is_none() && source.file.contains("triage/") && parse::<toml::Table>(source, mistakes).is_some()
    {
        mistakes.push(source.mistake(0, "say `kind = \"triage\"` or `kind = \"letter\"` at the top"));
    }
    found
}

fn composed(source: &Source, raw: &Raw, raws: &[(&Source, Raw)], mistakes: &mut Mistakes) -> Framework {
    let (mut criteria, mut axes) = (Vec::new(), Vec::new());
    for wanted in &raw.uses {
        let name = |one: &Raw| format!("{}@{}", one.id.get_ref(), one.version);
        match raws.iter().find(|(_, one)| name(one) == *wanted.get_ref() && one.uses.is_empty()) {
            Some((_, used)) => {
                criteria.extend(used.criteria.iter().cloned());
                axes.extend(used.axes.iter().map(|axis| Axis { decides: false, ..axis.clone() }));
            }
            None => mistakes.push(source.mistake(
                wanted.span().start,
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
        basis: raw.basis.clone(),
        criteria,
        axes,
        second: raw.second.clone(),
    }
}
