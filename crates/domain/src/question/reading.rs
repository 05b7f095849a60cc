//! Reads `kind = "questions"` files: all mistakes at once, each with its line.
//!
//! The lists `sectors`, `subsectors` and `kinds` come from the files of kind `sectors`, so that the
//! reporter chooses by the names that routes and thresholds ask for.
//!
//! A question that an operator's file repeats replaces ours; its place stays.

use super::{sound::sound, *};
use crate::{
    route::Sector,
    rulebook::{Mistake, Mistakes, Source, kind_of, line_of},
};
use alloc::{borrow::ToOwned, collections::BTreeMap, format, string::ToString};
use core::ops::Range;
use jiff::civil::Date;
use toml::Spanned;

#[derive(Deserialize)]
struct AnyFile {
    kind: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct File {
    #[serde(rename = "kind")]
    _kind: String,
    group: String,
    order: u32,
    title: Said,
    source: String,
    clause: String,
    from: Option<String>,
    until: Option<String>,
    #[serde(default)]
    confirmed: bool,
    #[serde(default)]
    audience: Vec<Audience>,
    #[serde(default)]
    under: Vec<Under>,
    #[serde(default)]
    only: Vec<Test>,
    #[serde(default)]
    list: Vec<List>,
    #[serde(default)]
    question: Vec<Spanned<Entry>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    id: String,
    #[serde(default)]
    options: Vec<Written>,
    #[serde(default)]
    part: Vec<Part>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    id: String,
    nl: String,
    en: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Part {
    id: String,
    #[serde(rename = "type")]
    kind: Kind,
    label: Said,
    list: Option<String>,
    #[serde(default)]
    options: Vec<Written>,
    max: Option<usize>,
    unit: Option<String>,
    personal: Option<Personal>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    id: String,
    #[serde(rename = "type")]
    kind: Kind,
    label: Said,
    help: Option<Said>,
    say: Option<Said>,
    list: Option<String>,
    #[serde(default)]
    options: Vec<Written>,
    #[serde(default)]
    part: Vec<Part>,
    max: Option<usize>,
    unit: Option<String>,
    personal: Option<Personal>,
    #[serde(default)]
    required: Vec<Stage>,
    #[serde(default)]
    conditional: Vec<Stage>,
    #[serde(default)]
    optional: Vec<Stage>,
    core: Option<u8>,
    #[serde(default)]
    when: Vec<Test>,
    #[serde(default)]
    only: Vec<Test>,
    #[serde(default)]
    audience: Vec<Audience>,
    #[serde(default)]
    under: Vec<Under>,
    #[serde(default)]
    identifies: bool,
    clause: Option<String>,
    source: Option<String>,
    from: Option<String>,
    until: Option<String>,
    confirmed: Option<bool>,
}

type Lists = BTreeMap<String, (Vec<Choice>, Vec<Part>)>;

impl Catalogue {
    /// Reads all files that hold questions; the others are left alone.
    ///
    /// Mistakes are added to `mistakes`; what could be read is in the catalogue all the same.
    pub fn read(sources: &[Source], mistakes: &mut Mistakes) -> Self {
        let read = |source| Some((source, file(source, mistakes)?));
        let files: Vec<(&Source, File)> = sources.iter().filter_map(read).collect();
        let mut lists = annexes(sources);
        lists.extend(files.iter().flat_map(|(_, file)| file.list.iter().map(named)));
        let mut catalogue = Self::default();
        for (source, file) in &files {
            catalogue.add(source, file, &lists, mistakes);
        }
        catalogue.groups.sort_by_key(|group| group.order);
        let order: BTreeMap<_, _> =
            catalogue.groups.iter().map(|group| (group.id.clone(), group.order)).collect();
        catalogue.questions.sort_by_key(|question| order.get(&question.group).copied());
        catalogue
    }

    fn add(&mut self, source: &Source, file: &File, lists: &Lists, mistakes: &mut Mistakes) {
        let group = Group { id: file.group.clone(), order: file.order, title: file.title.clone() };
        match self.groups.iter_mut().find(|one| one.id == group.id) {
            Some(known) => *known = group,
            None => self.groups.push(group),
        }
        let mut seen: Vec<&str> = Vec::new();
        for entry in &file.question {
            let mut wrong = |message| mistakes.push(mistake(source, entry.span(), message));
            let entry = entry.get_ref();
            if seen.contains(&entry.id.as_str()) {
                wrong(format!("{} stands here twice; give each question one entry", entry.id));
            }
            seen.push(&entry.id);
            match question(entry, file, lists) {
                Ok(question) => self.put(question),
                Err(message) => wrong(message),
            }
        }
    }

    fn put(&mut self, question: Question) {
        match self.questions.iter_mut().find(|one| one.id() == question.id()) {
            Some(known) => *known = question,
            None => self.questions.push(question),
        }
    }
}

fn file(source: &Source, mistakes: &mut Mistakes) -> Option<File> {
    let any = toml::from_str::<AnyFile>(&source.text).ok()?;
    any.kind.filter(|kind| kind == "questions")?;
    toml::from_str(&source.text)
        .map_err(|error: toml::de::Error| {
            let span = error.span().unwrap_or_default();
            mistakes.push(mistake(source, span, error.message().to_owned()));
        })
        .ok()
}

fn mistake(source: &Source, span: Range<usize>, message: String) -> Mistake {
    Mistake { file: source.file.clone(), line: line_of(&source.text, span.start), message }
}

fn named(list: &List) -> (String, (Vec<Choice>, Vec<Part>)) {
    (list.id.clone(), (choices(&list.options), list.part.clone()))
}

/// What the annexes name: sectors, subsectors and kinds of entities, each once.
fn annexes(sources: &[Source]) -> Lists {
    #[derive(Deserialize)]
    struct Annexes {
        #[serde(default)]
        sector: Vec<Sector>,
    }
    let ours = sources.iter().filter(|source| kind_of(source).as_deref() == Some("sectors"));
    let (mut sectors, mut subsectors, mut kinds) = (Vec::new(), Vec::new(), Vec::new());
    // Mistakes in these files are told by the reader of the law.
    for sector in ours.filter_map(|one| toml::from_str::<Annexes>(&one.text).ok()).flat_map(|one| one.sector)
    {
        put(&mut sectors, sector.id.get_ref(), &sector.name);
        sector.subsectors.iter().for_each(|one| put(&mut subsectors, &one.id, &one.name));
        sector.kinds.iter().for_each(|one| put(&mut kinds, &one.id, &one.name));
    }
    let named = [("sectors", sectors), ("subsectors", subsectors), ("kinds", kinds)];
    named.into_iter().map(|(name, options)| (name.to_owned(), (options, Vec::new()))).collect()
}

/// The first name of an id stays where several sectors have the same kind.
fn put(list: &mut Vec<Choice>, id: &str, said: &Said) {
    if list.iter().all(|one| one.id != id) {
        list.push(Choice { id: id.to_owned(), said: said.clone() });
    }
}

fn choices(written: &[Written]) -> Vec<Choice> {
    let choice =
        |one: &Written| Choice { id: one.id.clone(), said: Said { nl: one.nl.clone(), en: one.en.clone() } };
    written.iter().map(choice).collect()
}

fn question(entry: &Entry, file: &File, lists: &Lists) -> Result<Question, String> {
    let whole = Part {
        id: entry.id.clone(),
        kind: entry.kind,
        label: entry.label.clone(),
        list: entry.list.clone(),
        options: entry.options.clone(),
        max: entry.max,
        unit: entry.unit.clone(),
        personal: entry.personal,
    };
    let asked = |stages: &[Stage], how| stages.iter().map(move |at| (*at, how)).collect::<Vec<_>>();
    let only = if entry.only.is_empty() { &file.only } else { &entry.only };
    let seen = Seen::written((&entry.audience, &entry.under), (&file.audience, &file.under));
    Ok(Question {
        field: field(&whole, &entry.part, lists)?,
        group: file.group.clone(),
        core: entry.core,
        help: entry.help.clone().unwrap_or_else(|| entry.label.clone()),
        say: entry.say.clone().unwrap_or_else(|| entry.label.clone()),
        asked: [
            asked(&entry.required, Requirement::Required),
            asked(&entry.conditional, Requirement::Conditional),
            asked(&entry.optional, Requirement::Optional),
        ]
        .concat(),
        when: entry.when.clone(),
        only: only.clone(),
        seen: seen.checked(&entry.id, &file.group, entry.identifies)?,
        identifies: entry.identifies,
        basis: basis(entry, file)?,
    })
}

fn basis(entry: &Entry, file: &File) -> Result<Basis, String> {
    Ok(Basis {
        clause: entry.clause.clone().unwrap_or_else(|| file.clause.clone()),
        source: entry.source.clone().unwrap_or_else(|| file.source.clone()),
        from: date(entry.from.as_ref().or(file.from.as_ref()))?,
        until: date(entry.until.as_ref().or(file.until.as_ref()))?,
        confirmed: entry.confirmed.unwrap_or(file.confirmed),
    })
}

fn date(text: Option<&String>) -> Result<Option<Date>, String> {
    let parse = |text: &String| text.parse::<Date>();
    text.map(parse).transpose().map_err(|_| "not a date; write it as \"2026-08-15\"".to_string())
}

fn field(part: &Part, parts: &[Part], lists: &Lists) -> Result<Field, String> {
    let id = &part.id;
    let preset = match (&part.list, part.kind) {
        (Some(list), _) => Some(list.as_str()),
        (None, Kind::Person) => Some("person"),
        (None, Kind::Organisation) => Some("organisation"),
        (None, Kind::Files) => Some("file"),
        (None, Kind::States) => Some("states"),
        (None, _) => None,
    };
    let missing = |list| format!("{id} uses the list {list}, which no file defines");
    let listed = preset.map(|list| lists.get(list).ok_or_else(|| missing(list))).transpose()?;
    let mut options = choices(&part.options);
    options.extend(listed.into_iter().flat_map(|(options, _)| options.clone()));
    let parts = parts.iter().chain(listed.into_iter().flat_map(|(_, parts)| parts));
    let field = Field {
        id: id.clone(),
        kind: part.kind,
        label: part.label.clone(),
        options,
        parts: parts.map(|part| field(part, &[], lists)).collect::<Result<_, _>>()?,
        max: part.max.unwrap_or(if part.kind == Kind::LongText { 20_000 } else { 300 }),
        unit: part.unit.clone(),
        personal: Personal::of(part.kind, part.personal).map_err(|wrong| format!("{id}: {wrong}"))?,
    };
    sound(field)
}
