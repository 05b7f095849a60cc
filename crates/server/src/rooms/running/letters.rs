//! Letters: the texts that we ship, and the installation's own in their place, version upon version.
//!
//! A text is saved only when it can be drawn and has no gap that the house cannot fill.

use crate::{
    Server, courier,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    rooms::sign_in::say::Say,
    route::{Gate, Route},
    texts::Texts,
    words::Words,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{Failed, account::Faults, answer, letter};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_store::letter::LetterRow;
use minijinja::{
    Environment, UndefinedBehavior, Value,
    syntax::SyntaxConfig,
    value::{Enumerator, Object, ObjectRepr},
};
use serde::Serialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
    sync::Arc,
};

/// All letters: those that the house writes by itself, and those that staff send.
fn names() -> impl Iterator<Item = &'static str> {
    courier::letter::NAMES.into_iter().chain(answer::LETTERS)
}

/// Gaps that can be filled in any letter.
const ALWAYS: [&str; 5] = ["csirt", "telephone", "address", "moment", "t"];

pub(super) fn routes() -> Vec<Route> {
    vec![
        Route::get("/running/letters", Gate::SignedIn(Verb::ChangeLetter), list),
        Route::get("/running/letters/{language}/{name}", Gate::SignedIn(Verb::ChangeLetter), show),
        Route::post("/running/letters/{language}/{name}", Gate::SignedIn(Verb::ChangeLetter), keep),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    samples_of::<Letters>().into_iter().chain(samples_of::<Letter>()).collect()
}

/// All letters, with which of them were changed.
#[derive(Serialize)]
pub struct Letters {
    letters: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    name: &'static str,
    nl: i64,
    en: i64,
}

impl Letters {
    fn new(changed: &[LetterRow]) -> Self {
        let version = |name: &str, language: &str| {
            let own = changed.iter().find(|row| row.name == name && row.language == language);
            own.map_or(0, |row| row.version)
        };
        let line = |name| Line { name, nl: version(name, "nl"), en: version(name, "en") };
        Self { letters: names().map(line).collect() }
    }
}

impl Page for Letters {
    const TEMPLATE: &'static str = "staff/letters.html";

    fn title(&self) -> &'static str {
        "staff-letters-title"
    }

    fn samples() -> Vec<Self> {
        vec![Self::new(&[]), Self::new(&[row(2, "x")])]
    }
}

/// One letter in one language.
#[derive(Serialize)]
pub struct Letter {
    name: &'static str,
    language: &'static str,
    fields: Vec<Field>,
    seen: i64,
    shipped: String,
    gaps: Vec<String>,
    preview: String,
    moved: String,
    trouble: String,
    versions: Vec<Version>,
}

#[derive(Serialize)]
struct Version {
    version: i64,
    at: i64,
    actor: String,
    body: String,
}

impl Letter {
    fn new(
        say: &Say<'_>,
        (name, language): (&'static str, &'static str),
        versions: Vec<LetterRow>,
        typed: Option<&str>,
    ) -> Self {
        let shipped = shipped(name, language).unwrap_or_default();
        let newest = versions.first().map_or(shipped.as_str(), |row| row.body.as_str());
        let value = typed.unwrap_or(newest).to_owned();
        let most = u32::try_from(letter::MOST).unwrap_or(0);
        let version =
            |row: LetterRow| Version { version: row.version, at: row.at, actor: row.actor, body: row.body };
        Self {
            name,
            language,
            fields: vec![say.must("body", Kind::Long { value, rows: 18, most })],
            seen: versions.first().map_or(0, |row| row.version),
            gaps: gaps(&shipped).unwrap_or_default().into_iter().collect(),
            shipped,
            preview: String::new(),
            moved: String::new(),
            trouble: String::new(),
            versions: versions.into_iter().map(version).collect(),
        }
    }
}

impl Page for Letter {
    const TEMPLATE: &'static str = "staff/letter.html";

    fn title(&self) -> &'static str {
        "staff-letter-title"
    }

    fn samples() -> Vec<Self> {
        let Ok(words) = Words::read(&Texts::embedded()) else { return Vec::new() };
        let (none, faults) = (Vec::new(), vec![("body", "not-a-letter")]);
        let of = |faults| {
            let versions = vec![row(2, "Dag {{ name }}"), row(1, "Hallo")];
            Self::new(&Say::sample(&words, faults), ("confirmation", "nl"), versions, None)
        };
        vec![
            Self::new(&Say::sample(&words, &none), ("alarm", "en"), Vec::new(), None),
            Self { preview: "Dag <b>".into(), shipped: "Dag".into(), gaps: vec!["name".into()], ..of(&none) },
            Self { trouble: "syntax error: <b>".into(), moved: "Dag".into(), ..of(&faults) },
        ]
    }
}

fn row(version: i64, body: &str) -> LetterRow {
    LetterRow {
        name: "confirmation".into(),
        language: "nl".into(),
        version,
        body: body.into(),
        actor: "administrator:acc_1".into(),
        at: 1_763_653_200_000_000,
    }
}

/// The text that we ship of a letter.
fn shipped(name: &str, language: &str) -> Option<String> {
    let texts = Texts::find(std::env::var_os("MELDKAMER_TEXTS"));
    texts.letter(&format!("letters/{language}/{name}.txt")).map(|text| text.into_owned())
}

/// The gaps of a text, or what is wrong with it.
fn gaps(text: &str) -> Result<BTreeSet<String>, String> {
    let environment = Environment::new();
    let template = environment.template_from_str(text).map_err(|wrong| format!("{wrong:#}"))?;
    let found = template.undeclared_variables(false);
    Ok(found.into_iter().filter(|gap| !ALWAYS.contains(&gap.as_str())).collect())
}

/// The text with its gaps shown as «gap», to read it over; or what is wrong with it.
fn preview(text: &str, known: &[String]) -> Result<String, String> {
    let open = gaps(text)?;
    if let Some(unknown) = open.iter().find(|gap| !known.is_empty() && !known.contains(gap)) {
        return Err(format!("{{{{ {unknown} }}}}"));
    }
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Chainable);
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(|wrong| format!("{wrong:#}"))?);
    environment.add_function("t", |key: String| format!("«{key}»"));
    environment.add_function("moment", |_: Value| "«…»".to_owned());
    let named = open.into_iter().chain(ALWAYS.iter().take(3).map(|gap| (*gap).to_owned()));
    let values: BTreeMap<String, Value> =
        named.map(|gap| (gap.clone(), Value::from_object(Gap(gap)))).collect();
    environment.render_str(text, values).map_err(|wrong| format!("{wrong:#}"))
}

/// A gap in a preview: it shows its name, goes for a list of one, and has any part.
#[derive(Debug)]
struct Gap(String);

impl Object for Gap {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Iterable
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        Some(Value::from_object(Self(key.to_string())))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(vec![Value::from_object(Self(self.0.clone()))])
    }

    fn render(self: &Arc<Self>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "«{}»", self.0)
    }
}

fn known(language: &str, name: &str) -> Result<(&'static str, &'static str), Problem> {
    let language = ["nl", "en"].into_iter().find(|one| *one == language);
    let name = names().find(|one| *one == name);
    name.zip(language).ok_or_else(Problem::not_found)
}

async fn list(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let changed = letter::changed(&server.house).await?;
    server.show(&server.frame_of(&caller), &Letters::new(&changed))
}

async fn page(
    server: &Server,
    caller: &Caller,
    which: (&'static str, &'static str),
    typed: Option<&str>,
    faults: &Faults,
) -> Result<Letter, Problem> {
    let versions = letter::versions(&server.house, which.0, which.1).await?;
    Ok(Letter::new(&Say::new(server, caller.language, faults), which, versions, typed))
}

async fn show(
    State(server): State<Server>,
    caller: Caller,
    Path((language, name)): Path<(String, String)>,
) -> Result<Response, Problem> {
    let letter = page(&server, &caller, known(&language, &name)?, None, &Vec::new()).await?;
    server.show(&server.frame_of(&caller), &letter)
}

async fn keep(
    State(server): State<Server>,
    caller: Caller,
    Path((language, name)): Path<(String, String)>,
    form: Form,
) -> Result<Response, Problem> {
    let which = known(&language, &name)?;
    let body = form.all("body").first().map_or("", |text| *text).replace("\r\n", "\n");
    let seen = form.text("seen").parse().unwrap_or(0);
    let frame = server.frame_of(&caller);
    let mut letter = page(&server, &caller, which, Some(&body), &Vec::new()).await?;
    match preview(&body, &letter.gaps) {
        Ok(drawn) => letter.preview = drawn,
        Err(trouble) => {
            let faults = vec![("body", "not-a-letter")];
            letter = Letter { trouble, ..page(&server, &caller, which, Some(&body), &faults).await? };
            return server.show_again(&frame, &letter);
        }
    }
    if form.text("then") == "preview" {
        letter.seen = seen;
        return server.show(&frame, &letter);
    }
    match letter::keep(&server.house, &caller.signed_in()?, which, &body, seen).await {
        Ok(()) => Ok(Redirect::to("/running/letters").into_response()),
        Err(Failed::Refused(Refused::Moved)) => {
            letter.moved = letter.versions.first().map(|one| one.body.clone()).unwrap_or_default();
            server.show_again(&frame, &letter)
        }
        Err(failed) => {
            let faults = vec![super::refused(failed)?];
            server.show_again(&frame, &page(&server, &caller, which, Some(&body), &faults).await?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_drawn_with_its_gaps_shown() {
        let text = "Dag {{ name }}\n{% if limits %}\nTot {{ moment(ends_at) }}, {{ csirt }}\n{% endif %}";
        let known = ["name", "limits", "ends_at"].map(str::to_owned);
        assert_eq!(preview(text, &known).unwrap(), "Dag «name»\nTot «…», «csirt»\n");
        let rows = "{% for limit in limits %}\n- {{ t(\"stage-\" ~ limit.stage) }}\n{% endfor %}";
        assert_eq!(preview(rows, &known).unwrap(), "- «stage-«stage»»\n");
    }

    #[test]
    fn a_broken_text_or_an_unknown_gap_is_refused() {
        assert!(preview("Dag {{ name", &[]).is_err());
        assert!(preview("{% if x %}", &[]).is_err());
        let known = ["name".to_owned()];
        assert_eq!(preview("Dag {{ naam }}", &known).unwrap_err(), "{{ naam }}");
    }
}
