//! A text that was pasted: what was found in it, where, and what deserves a second look, before any of
//! it is kept.

use super::{
    super::{
        address, at_its_field,
        form::{Asked, instant, markings, sampled, wrong},
        frame, text,
    },
    lists, marks, page,
};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Page},
    problem::Problem,
    rooms::{case::Head, desk},
    route::{Gate, Route},
};
use axum::{
    extract::{DefaultBodyLimit, Path, State},
    handler::Handler,
    response::Response,
};
use meldkamer_app::material::{
    Faults,
    indicators::{self, MOST, NOTE, Preview, Wish},
    look,
};
use meldkamer_domain::{
    access::Verb,
    indicator::defanged,
    marking::{Confidence, Pap},
};
use meldkamer_store::material::Part;
use serde::Serialize;
use std::collections::BTreeMap;

/// So many that were found are shown one by one; those with a mark come first.
const SHOWN: usize = 500;

/// The routes of a pasted text.
pub fn routes() -> Vec<Route> {
    let limit = DefaultBodyLimit::max(MOST * 4);
    vec![
        Route::post(
            "/desk/case/{case}/indicators/look",
            Gate::SignedIn(Verb::AddMaterial),
            offer.layer(limit),
        ),
        Route::post("/desk/case/{case}/indicators", Gate::SignedIn(Verb::AddMaterial), keep.layer(limit)),
    ]
}

/// What was found.
#[derive(Clone, Debug, Default, Serialize)]
pub struct PastePage {
    head: Head,
    found: Vec<One>,
    count: usize,
    there: usize,
    marked: usize,
    /// How many are not shown one by one.
    beyond: usize,
    /// Whether there was more than is taken from one text.
    cut: bool,
    text: String,
    fields: Vec<Field>,
    wrong: Vec<Field>,
}

/// One that was found.
#[derive(Clone, Debug, Default, Serialize)]
struct One {
    kind: &'static str,
    /// In the form that nobody follows by accident.
    shown: String,
    /// `kind value`, as it is left out.
    mark: String,
    line: usize,
    times: usize,
    there: bool,
    left: bool,
    own: Vec<String>,
    benign: Vec<String>,
}

fn fields(asked: &Asked<'_>) -> Vec<Field> {
    let pap: Vec<_> = Pap::ALL.iter().map(|one| (one.code(), one.label())).collect();
    let sure: Vec<_> = Confidence::ALL.iter().map(|one| one.code()).collect();
    vec![
        asked.helped(asked.labelled("tlp", &markings())).required(),
        asked.helped(asked.labelled("pap", &pap)).required(),
        asked.one_of("confidence", "confidence", &sure, true).required(),
        asked.moment("first"),
        asked.moment("last"),
        asked.helped(asked.line("source")),
        asked.long("note", 2, NOTE),
    ]
}

impl PastePage {
    fn of(
        head: Head,
        typed: &Form,
        preview: &Preview,
        lists: &BTreeMap<String, String>,
        fields: Vec<Field>,
    ) -> Self {
        let left = typed.all("leave");
        let mut found: Vec<One> = preview
            .seen
            .iter()
            .map(|one| {
                let (own, benign) = marks(&one.marks, lists);
                let mark = format!("{} {}", one.found.kind, one.found.value);
                One {
                    kind: one.found.kind.code(),
                    shown: defanged(one.found.kind, &one.found.value),
                    left: left.contains(&mark.as_str()),
                    mark,
                    line: one.found.place.line,
                    times: one.found.times,
                    there: one.there,
                    own,
                    benign,
                }
            })
            .collect();
        let is_marked = |one: &One| !(one.own.is_empty() && one.benign.is_empty());
        let (count, marked) = (found.len(), found.iter().filter(|one| is_marked(one)).count());
        found.sort_by_key(|one| !is_marked(one));
        found.truncate(SHOWN);
        Self {
            head,
            beyond: count - found.len(),
            found,
            count,
            there: preview.seen.iter().filter(|one| one.there).count(),
            marked,
            cut: preview.cut,
            text: text(typed, "text"),
            wrong: wrong(&fields),
            fields,
        }
    }
}

async fn offer(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let pasted = typed.text("text");
    let fault = match pasted.len() {
        0 => Some("missing"),
        long if long > MOST => Some("too-long"),
        _ => None,
    };
    if let Some(fault) = fault {
        return page(&server, &caller, &case, &typed, &vec![("text".to_owned(), fault)]).await;
    }
    let mut typed = typed;
    for (name, usual) in [("tlp", "amber"), ("pap", "amber"), ("confidence", "medium")] {
        typed.pairs.push((name.to_owned(), usual.to_owned()));
    }
    shown(&server, &caller, &case, &typed, &Faults::new()).await
}

async fn shown(
    server: &Server,
    caller: &Caller,
    case: &str,
    typed: &Form,
    faults: &Faults,
) -> Result<Response, Problem> {
    let row = look(&server.house, &caller.signed_in()?, case, Part::Indicator).await?;
    let preview = indicators::preview(&server.house, case, &text(typed, "text"), caller.at).await?;
    if preview.seen.is_empty() {
        return page(server, caller, case, typed, &vec![("text".to_owned(), "nothing-found")]).await;
    }
    let head = Head::at_the_desk(&row, caller, "indicators");
    let fields = fields(&Asked::new(server, caller, typed, faults));
    let page = PastePage::of(head, typed, &preview, &lists(server, caller), fields);
    let frame = frame(server, caller, &row);
    if faults.is_empty() { server.show(&frame, &page) } else { server.show_again(&frame, &page) }
}

async fn keep(
    State(server): State<Server>,
    Path(case): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    let zone = server.house.zone();
    let wish = Wish {
        text: text(&typed, "text"),
        leave: typed.all("leave").into_iter().map(str::to_owned).collect(),
        tlp: text(&typed, "tlp"),
        pap: text(&typed, "pap"),
        confidence: text(&typed, "confidence"),
        first: instant(&typed, "first", &zone),
        last: instant(&typed, "last", &zone),
        note: text(&typed, "note"),
        source: text(&typed, "source"),
    };
    let faults = indicators::faults(&wish);
    if faults.iter().any(|(field, _)| field == "text") {
        return page(&server, &caller, &case, &typed, &faults).await;
    }
    if !faults.is_empty() {
        return shown(&server, &caller, &case, &typed, &faults).await;
    }
    let done = indicators::take_in(&server.house, &caller.signed_in()?, &case, &wish).await;
    let faults = at_its_field(done.map(drop))?;
    if !faults.is_empty() {
        return page(&server, &caller, &case, &typed, &faults).await;
    }
    Ok(desk::back(&address(&case, Part::Indicator)))
}

impl Page for PastePage {
    const TEMPLATE: &'static str = "material/paste.html";

    fn title(&self) -> &'static str {
        "material-paste-title"
    }

    fn samples() -> Vec<Self> {
        let one = One {
            kind: "ipv4",
            shown: "9[.]9[.]9[.]9".into(),
            mark: "ipv4 9.9.9.9".into(),
            line: 3,
            times: 2,
            there: true,
            left: true,
            own: vec!["Waterbedrijf <Noord>".into()],
            benign: vec!["Openbare resolvers".into()],
        };
        let plain = One {
            kind: "url",
            shown: "hxxps://evil[.]example/<b>".into(),
            mark: "url https://evil.example/<b>".into(),
            there: false,
            left: false,
            own: vec![],
            benign: vec![],
            ..one.clone()
        };
        let bad = sampled(&[("tlp", "amber")], &["pap"], fields);
        vec![Self {
            head: Head::sample("indicators", true),
            found: vec![one, plain],
            count: 700,
            there: 1,
            marked: 1,
            beyond: 698,
            cut: true,
            text: "9.9.9.9 <b>".into(),
            wrong: wrong(&bad),
            fields: bad,
        }]
    }
}
