//! The form of a report: the eleven questions first, everything else beside them, all kept as typed.

use super::{
    begin::Begin,
    code_words,
    fields::{self, Asked, Clash, Group},
    files::Files,
    frame, held, view,
};
use crate::{
    Server,
    door::Caller,
    page::{self, Field, Page},
    problem::Problem,
    words::Gaps,
};
use axum::{
    Json,
    extract::{Query, State},
    http::HeaderMap,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    chance,
    draft::{self, Draft, Kept},
};
use meldkamer_domain::filing::{Answer, read, shown};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// What the address of the form can ask for.
#[derive(Debug, Default, Deserialize)]
pub struct Asks {
    #[serde(default)]
    urgent: String,
    #[serde(default)]
    exercise: String,
    #[serde(default)]
    new: Option<String>,
}

/// The form.
#[derive(Debug, Serialize)]
pub struct Write {
    /// The questions.
    pub groups: Vec<Group>,
    /// The fields with something to put right.
    pub faults: Vec<Field>,
    /// The words of the code, to write down.
    pub code: String,
    /// Which draft it is, for the words that wait in the browser.
    pub key: String,
    /// Which page writes.
    pub writer: String,
    /// Whether help was asked for now: the telephone comes first.
    pub urgent: bool,
    /// What came along under names that we do not know.
    pub extra: Vec<(String, String)>,
    /// Whether somebody else wrote meanwhile.
    pub clashes: usize,
    /// When the last word was kept, in microseconds.
    pub saved_at: i64,
    /// `early-warning` or `voluntary`.
    pub stage: String,
    /// The files, and a field for more.
    pub files: Files,
}

impl Page for Write {
    const TEMPLATE: &'static str = "door/write.html";

    fn title(&self) -> &'static str {
        "door-write-title"
    }

    fn samples() -> Vec<Self> {
        let empty = || Self {
            groups: sample_groups(),
            faults: Vec::new(),
            code: "hotel-radio-winter-lamp-tram-piano-oven".into(),
            key: "dra-1".into(),
            writer: "ab12".into(),
            urgent: false,
            extra: Vec::new(),
            clashes: 0,
            saved_at: 1_763_653_200_000_000,
            stage: "early-warning".into(),
            files: Files::sample(0),
        };
        let mut full = empty();
        full.groups[0].asked[0].field.error = "Vul ook de tijd in.".into();
        full.groups[0].asked[0].clash = Some(Clash { version: 2, text: "Iets anders <b>".into(), at: 1 });
        full.faults = fields::faults(&full.groups);
        (full.urgent, full.clashes, full.files) = (true, 1, Files::sample(2));
        full.extra = vec![("vreemd".into(), "tekst".into())];
        vec![empty(), full, Self { code: String::new(), ..empty() }]
    }
}

/// Groups to look at.
pub fn sample_groups() -> Vec<Group> {
    use page::{Choice, Kind};
    let asked = |id: &str, kind: Kind| Asked {
        id: id.into(),
        field: Field::new(id, "Een vraag", kind).hint("Uitleg.").unsure(false),
        version: 1,
        clash: None,
        spoken: None,
    };
    let parts = vec![
        Field::new("i.users.number", "Hoeveel", Kind::Number { value: "1500".into(), unit: "uur".into() }),
        Field::new(
            "i.users.states",
            "Landen",
            Kind::Several {
                choices: vec![Choice::new("BE", "België"), Choice::new("DE", "Duitsland")],
                chosen: vec!["BE".into()],
            },
        ),
    ];
    let line = vec![Field::new("m.done[0].what", "Wat", Kind::text("Uitgezet")).required()];
    let core = vec![
        asked("w.summary", Kind::Long { value: "Tekst".into(), rows: 3, most: 500 }),
        asked("w.malicious", Kind::Flag { value: "unknown".into() }),
    ];
    let more =
        vec![asked("i.users", Kind::Parts { parts }), asked("m.done", Kind::Lines { lines: vec![line] })];
    let group = |id: &str, core, asked| Group {
        id: id.into(),
        title: "Een groep".into(),
        core,
        open: true,
        filled: 1,
        asked,
    };
    vec![group("core", true, core), group("impact", false, more)]
}

/// `GET /report`: the form of the draft at hand, or the page where a report begins.
pub async fn show(
    State(server): State<Server>,
    caller: Caller,
    Query(asks): Query<Asks>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let draft = held(&server, &caller).await?;
    let (urgent, exercise) = (asks.urgent == "1", asks.exercise == "1");
    match draft {
        Some(draft) if asks.new.is_none() && draft.row.filed_as.is_some() => {
            Ok(Redirect::to("/filed").into_response())
        }
        Some(draft) if asks.new.is_none() && (draft.row.exercise == 1 || !exercise) => {
            let page = form(&server, &caller, &draft, &code_words(&headers), urgent)?;
            server.show(&frame(&server, &caller, draft.row.exercise == 1), &page)
        }
        other => {
            let law = server.house.law();
            let another = other.is_some_and(|one| one.row.filed_as.is_none());
            let page = Begin::new(&law.catalogue, caller.language.code(), urgent, exercise, another);
            server.show(&frame(&server, &caller, exercise), &page)
        }
    }
}

/// The form of a draft as it stands.
pub fn form(
    server: &Server,
    caller: &Caller,
    draft: &Draft,
    code: &str,
    urgent: bool,
) -> Result<Write, Problem> {
    let (law, zone) = (server.house.law(), server.house.zone());
    let (filing, gaps) = draft.read(&server.house, caller.at);
    let mut groups = fields::of(view(server, caller, &zone), &law.catalogue, draft.stage(), &filing, &gaps);
    for asked in groups.iter_mut().flat_map(|group| &mut group.asked) {
        asked.version = draft.version(&asked.id);
    }
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    Ok(Write {
        faults: fields::faults(&groups),
        groups,
        code: code.to_owned(),
        key: draft.row.id.clone(),
        writer: new_writer(),
        urgent: urgent || filing.facts().has("h.urgency", "now") == Some(true),
        extra: filing.extra().map(|(name, value)| (name.to_owned(), text(value))).collect(),
        clashes: 0,
        saved_at: draft.row.changed_at,
        stage: draft.row.stage.clone(),
        files: Files::of(server, caller, &draft.files),
    })
}

impl Write {
    /// Says why a file was not added, beside its field and at the top.
    pub fn put_fault(&mut self, server: &Server, caller: &Caller, fault: &str) {
        self.files.put_fault(server, caller, fault);
        self.faults.push(self.files.field.clone());
    }

    /// Says at which questions a part of the text could not be read; what could be is kept.
    pub fn put_garbled(&mut self, server: &Server, caller: &Caller, names: &[String]) {
        let said = server.pages.words().say_anyhow(caller.language, "mine-fault-not-utf8", &Gaps::new());
        for asked in self.groups.iter_mut().flat_map(|group| &mut group.asked) {
            let id = asked.id.as_str();
            let within = |name: &String| {
                name.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
            };
            if names.iter().any(within) {
                asked.field.error.clone_from(&said);
                self.faults.push(asked.field.clone());
            }
        }
    }
}

/// A name for one page that writes, to tell it from the others on the same draft.
pub fn new_writer() -> String {
    chance::bytes::<4>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Puts the texts that collided beside the questions they answer.
pub fn put_clashes(server: &Server, caller: &Caller, page: &mut Write, kept: &Kept) {
    for asked in page.groups.iter_mut().flat_map(|group| &mut group.asked) {
        let found = kept.clashes.iter().find(|one| one.question == asked.id);
        asked.clash = found.map(|one| clash(server, caller, one));
    }
    for group in &mut page.groups {
        group.open |= group.asked.iter().any(|one| one.clash.is_some());
    }
    page.clashes = kept.clashes.len();
}

/// The other text in plain words.
pub fn clash(server: &Server, caller: &Caller, clash: &draft::Clash) -> Clash {
    let text = plain(server, caller, &clash.question, &clash.value);
    Clash { version: clash.version, text, at: clash.at.micros() }
}

fn plain(server: &Server, caller: &Caller, question: &str, value: &Value) -> String {
    let (law, zone) = (server.house.law(), server.house.zone());
    let given = Value::Object([(question.to_owned(), value.clone())].into_iter().collect());
    let stage = meldkamer_domain::question::Stage::EarlyWarning;
    let (filing, _) = read(&law.catalogue, stage, &given, caller.at, &zone);
    let found: Option<(_, &Answer)> = law.catalogue.question(question).zip(filing.get(question));
    let Some((known, answer)) = found else {
        return value
            .as_str()
            .map_or_else(|| if value.is_null() { "-".into() } else { value.to_string() }, str::to_owned);
    };
    let lines = shown(known, answer, caller.language.code(), &zone);
    let alone = lines.len() == 1;
    let line = |(label, text): (String, String)| if alone { text } else { format!("{label}: {text}") };
    lines.into_iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What somebody types of a name.
#[derive(Debug, Deserialize)]
pub struct Name {
    #[serde(default)]
    q: String,
}

/// `GET /entities?q=`: names of known organisations that begin so, and nothing else about them.
pub async fn organisations(
    State(server): State<Server>,
    Query(name): Query<Name>,
) -> Result<Json<Vec<String>>, Problem> {
    Ok(Json(draft::organisations(&server.house, &name.q).await?))
}
