//! Rulebooks: law and craft as dated data, read from TOML.
//!
//! What every entry has in common stands here: where it comes from, when it holds, in which
//! languages it speaks, and what is wrong with a file. Each kind of entry is read in its own room.

use alloc::{format, string::String, string::ToString, vec::Vec};
use jiff::civil::Date;
use serde::{Deserialize, Deserializer, de::DeserializeOwned, de::Error as _};
use sha2::{Digest, Sha256};
use toml::value::Datetime;

/// One file of a rulebook, as it was read from disk or from the binary.
#[derive(Clone, Debug)]
pub struct Source {
    /// Path within the rulebook, such as `nl/cbw.toml`.
    pub file: String,
    /// The whole text.
    pub text: String,
}

/// What is wrong with a rulebook, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistake {
    /// Path within the rulebook.
    pub file: String,
    /// Line, from 1; 0 when the whole file is meant.
    pub line: usize,
    /// What is wrong and what to do about it, in English, for the operator.
    pub message: String,
}

/// A text in the languages of the installation.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Said {
    /// Dutch.
    pub nl: String,
    /// English.
    pub en: String,
}

impl Said {
    /// The text in a language; English for one we do not speak.
    pub fn in_language(&self, language: &str) -> &str {
        if language == "nl" { &self.nl } else { &self.en }
    }

    /// Whether something is said in every language.
    pub fn is_whole(&self) -> bool {
        !self.nl.trim().is_empty() && !self.en.trim().is_empty()
    }
}

/// An entry of which several versions may stand beside each other.
pub trait Versioned {
    /// Stable id, the same in every version.
    fn id(&self) -> &str;
    /// The version of this text.
    fn version(&self) -> &str;
    /// Its place among the others.
    fn order(&self) -> u8;
    /// Where it comes from and when it holds.
    fn basis(&self) -> &Basis;
}

/// Makes an entry with versions of a type by its fields `id`, `version`, `order` and `basis`.
macro_rules! versioned {
    ($kind:ty) => {
        impl $crate::rulebook::Versioned for $kind {
            fn id(&self) -> &str {
                &self.id
            }
            fn version(&self) -> &str {
                &self.version
            }
            fn order(&self) -> u8 {
                self.order
            }
            fn basis(&self) -> &$crate::rulebook::Basis {
                &self.basis
            }
        }
    };
}
pub(crate) use versioned;

/// Reads all files of a kind, one entry each; one in which `check` finds a mistake is left out. It is given
/// the file, the entry and those before it.
pub(crate) fn read_kind<T: DeserializeOwned>(
    kind: &str,
    sources: &[Source],
    mistakes: &mut Mistakes,
    check: impl Fn(&Source, &T, &[T], &mut Mistakes),
) -> Vec<T> {
    let mut all: Vec<T> = Vec::new();
    for source in sources.iter().filter(|one| kind_of(one).as_deref() == Some(kind)) {
        let Some(one) = parse::<T>(source, mistakes) else { continue };
        let before = mistakes.len();
        check(source, &one, &all, mistakes);
        if mistakes.len() == before {
            all.push(one);
        }
    }
    all
}

/// The newest version of each entry that holds on a day, in their order.
pub fn newest<T: Versioned>(all: &[T], day: Date) -> Vec<&T> {
    let held = |one: &&T| one.basis().holds_on(day);
    let rank = |one: &T| (one.basis().from, String::from(one.version()));
    let newer = |one: &T, than: &T| one.id() == than.id() && rank(one) > rank(than);
    let newest = |one: &&T| !all.iter().filter(held).any(|other| newer(other, one));
    let mut found: Vec<&T> = all.iter().filter(held).filter(newest).collect();
    found.sort_by_key(|one| (one.order(), String::from(one.id())));
    found
}

/// Adds a mistake when an entry stands in this version already, or a text lacks a language.
pub fn check_entry<T: Versioned>(
    source: &Source,
    one: &T,
    before: &[T],
    said: &[&Said],
    mistakes: &mut Mistakes,
) {
    if before.iter().any(|other| other.id() == one.id() && other.version() == one.version()) {
        mistakes.push(source.mistake(0, "this id and version exist already: raise `version`"));
    }
    if said.iter().any(|text| !text.is_whole()) {
        mistakes.push(source.mistake(0, "a text at the top of the file is empty in a language: write both"));
    }
}

/// What an entry rests on: clause, source, and the dates between which it holds.
///
/// In a file: `basis = { clause = "Cbw 26", source = "BWBR0052872", from = 2026-08-15 }`;
/// `until` may be left out, and so may `confirmed`, which is then `true`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Stated")]
pub struct Basis {
    /// The clause as lawyers cite it, such as `Cbw 26`.
    pub clause: String,
    /// Where the text can be read: an official publication's address or identifier.
    pub source: String,
    /// First day on which it holds.
    pub from: Option<Date>,
    /// Last day on which it holds.
    pub until: Option<Date>,
    /// Whether it was read in the text itself; staff see a mark when it was not.
    pub confirmed: bool,
}

impl Basis {
    /// Whether the entry holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }

    /// Whether there is a day on which both hold.
    pub fn overlaps(&self, other: &Self) -> bool {
        let begins = |one: &Self, two: &Self| match (one.from, two.until) {
            (Some(from), Some(until)) => from <= until,
            _ => true,
        };
        begins(self, other) && begins(other, self)
    }
}

/// A basis as it is written, before its dates are compared.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stated {
    clause: String,
    source: String,
    #[serde(default, deserialize_with = "day")]
    from: Option<Date>,
    #[serde(default, deserialize_with = "day")]
    until: Option<Date>,
    #[serde(default = "confirmed")]
    confirmed: bool,
}

const fn confirmed() -> bool {
    true
}

impl TryFrom<Stated> for Basis {
    type Error = String;

    fn try_from(Stated { clause, source, from, until, confirmed }: Stated) -> Result<Self, String> {
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            return Err(format!("`until` {until} lies before `from` {from}: swap or correct them"));
        }
        Ok(Self { clause, source, from, until, confirmed })
    }
}

/// Reads an optional TOML date (`2026-08-15`, without quotes).
pub fn day<'de, D: Deserializer<'de>>(reader: D) -> Result<Option<Date>, D::Error> {
    let written = Datetime::deserialize(reader)?;
    let date = written.date.filter(|_| written.time.is_none()).and_then(|date| {
        let year = i16::try_from(date.year).ok()?;
        Date::new(year, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
    });
    date.map(Some).ok_or_else(|| D::Error::custom("not a day: write it like 2026-08-15, without quotes"))
}

/// Reads a whole file into a shape; what is wrong becomes a [`Mistake`] with its line.
pub fn parse<T: DeserializeOwned>(source: &Source, mistakes: &mut Mistakes) -> Option<T> {
    toml::from_str(&source.text)
        .map_err(|error| {
            let at = error.span().map_or(0, |span| line_of(&source.text, span.start));
            mistakes.push(Mistake {
                file: source.file.clone(),
                line: at,
                message: error.message().to_string(),
            });
        })
        .ok()
}

/// The `kind` that a file declares at its top, if it can be read at all.
pub fn kind_of(source: &Source) -> Option<String> {
    #[derive(Deserialize)]
    struct Kind {
        kind: String,
    }
    toml::from_str::<Kind>(&source.text).ok().map(|file| file.kind)
}

impl Source {
    /// A mistake at a byte offset of this file.
    pub fn mistake(&self, offset: usize, message: impl Into<String>) -> Mistake {
        Mistake { file: self.file.clone(), line: line_of(&self.text, offset), message: message.into() }
    }
}

/// The edition of a rulebook: hex SHA-256 over all names and texts, in the order given.
///
/// What was decided is kept with this, so that a later rulebook never changes it.
pub fn edition(sources: &[Source]) -> String {
    let mut digest = Sha256::new();
    for part in sources.iter().flat_map(|source| [&source.file, &source.text]) {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The 1-based line of a byte offset.
pub fn line_of(text: &str, offset: usize) -> usize {
    1 + text.bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

/// The mistakes of several readers, gathered so that an operator sees them all at once.
pub type Mistakes = Vec<Mistake>;

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::collections::BTreeMap;

    fn read(text: &str) -> (Option<BTreeMap<String, Basis>>, Mistakes) {
        let mut mistakes = Vec::new();
        let source = Source { file: "x.toml".into(), text: text.into() };
        (parse(&source, &mut mistakes), mistakes)
    }

    #[test]
    fn a_mistake_names_its_line() {
        let (_, mistakes) = read("\n\na = { clause = \"C\", source = \"S\", form = 2026-01-01 }");
        assert_eq!(mistakes[0].line, 3);
        assert!(mistakes[0].message.contains("unknown field `form`"), "{mistakes:?}");
        let (_, mistakes) =
            read("a = { clause = \"C\", source = \"S\", from = 2026-02-01, until = 2026-01-01 }");
        assert!(mistakes[0].message.contains("lies before"), "{mistakes:?}");
        let (_, mistakes) = read("\na = { clause = \"C\", source = \"S\", from = \"soon\" }");
        assert_eq!(mistakes[0].line, 2);
    }

    #[test]
    fn a_basis_holds_between_its_days() {
        let (all, mistakes) = read("a = { clause = \"C\", source = \"S\", from = 2026-08-15 }");
        assert_eq!(mistakes, []);
        let basis = &all.unwrap()["a"];
        assert!(basis.confirmed && basis.holds_on(jiff::civil::date(2026, 8, 15)));
        assert!(!basis.holds_on(jiff::civil::date(2026, 8, 14)));
    }

    #[test]
    fn the_edition_depends_on_every_text() {
        let one = Source { file: "a".into(), text: "bc".into() };
        let other = Source { file: "ab".into(), text: "c".into() };
        assert_ne!(edition(core::slice::from_ref(&one)), edition(&[other]));
        assert_eq!(edition(&[one]).len(), 64);
    }
}
