//! Checking a receipt: whether we signed it, and what it binds. Nothing is kept of what is checked.

use super::draft::{frame, view};
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Field, Kind, Page, Sample, samples_of},
    problem::Problem,
    route::{Gate, Route},
    words::Gaps,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_domain::receipt::{self, Receipt, ReceiptFault};
use meldkamer_store::Trouble;
use serde::Serialize;

/// The routes of this room.
pub fn routes() -> Vec<Route> {
    vec![
        Route::get("/receipt", Gate::Public, ask),
        Route::post("/receipt", Gate::Public, check),
        Route::get("/keys", Gate::Public, keys),
        Route::get("/openpgp.asc", Gate::Public, openpgp),
    ]
}

/// Every state of the pages of this room.
pub fn samples() -> Vec<Sample> {
    samples_of::<ReceiptPage>()
}

/// The page that checks a receipt.
#[derive(Debug, Serialize)]
struct ReceiptPage {
    /// Where the receipt goes: pasted, or as a file.
    fields: Vec<Field>,
    /// `none`, `good`, or the code of what is wrong with it.
    verdict: &'static str,
    /// What a good receipt binds.
    bound: Option<Bound>,
    /// The published keys, one a line.
    keys: String,
}

/// What a receipt binds.
#[derive(Debug, Serialize)]
struct Bound {
    reference: String,
    stage: String,
    version: u32,
    exercise: bool,
    received_at: i64,
    content: String,
    recipients: Vec<String>,
    deadlines: Vec<(String, i64)>,
    subject: String,
    seq: u64,
    entry: String,
    edition: String,
}

impl Bound {
    fn of(server: &Server, caller: &Caller, receipt: Receipt) -> Self {
        let (law, language) = (server.house.law(), caller.language.code());
        let day = server.house.day(receipt.received_at);
        let name = |id: String| match law.law.body(&id, day) {
            Some(body) => body.name.in_language(language).to_owned(),
            None => id,
        };
        let stage = |id: &str| {
            let (regime, stage) = id.split_once('.').unwrap_or(("", id));
            let found = law
                .law
                .regime(regime, day)
                .and_then(|one| one.stages.iter().find(|one| one.id.get_ref() == stage));
            found.map_or(id, |stage| stage.name.in_language(language)).to_owned()
        };
        let hex = |bytes: &[u8]| bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        Self {
            reference: receipt.reference,
            stage: receipt.stage,
            version: receipt.version,
            exercise: receipt.exercise,
            received_at: receipt.received_at.micros(),
            content: hex(&receipt.content),
            recipients: receipt.recipients.into_iter().map(name).collect(),
            deadlines: receipt.deadlines.iter().map(|(id, due)| (stage(id), due.micros())).collect(),
            subject: receipt.subject,
            seq: receipt.seq,
            entry: hex(&receipt.entry),
            edition: receipt.edition,
        }
    }
}

impl Page for ReceiptPage {
    const TEMPLATE: &'static str = "door/receipt.html";

    fn title(&self) -> &'static str {
        "door-receipt-title"
    }

    fn samples() -> Vec<Self> {
        let long = || Kind::Long { value: String::new(), rows: 8, most: 0 };
        let page = |verdict, bound| Self {
            fields: vec![Field::new("receipt", "Ontvangstbewijs", long()).required()],
            verdict,
            bound,
            keys: "ncsc.meldkamer/0001+ab12+AbC\n".into(),
        };
        let bound = Bound {
            reference: "NL-26-K7M4-20PX-3".into(),
            stage: "early-warning".into(),
            version: 1,
            exercise: false,
            received_at: 1_763_653_200_000_000,
            content: "ab12".into(),
            recipients: vec!["NCSC".into()],
            deadlines: vec![("Melding".into(), 1_763_800_000_000_000)],
            subject: "dossier:1".into(),
            seq: 0,
            entry: "cd34".into(),
            edition: "ef56".into(),
        };
        let faults = ["none", "not-a-receipt", "unknown-key", "bad-signature"];
        let mut all: Vec<_> = faults.into_iter().map(|verdict| page(verdict, None)).collect();
        all.push(page("good", Some(bound)));
        all
    }
}

fn page(server: &Server, caller: &Caller, typed: &str) -> ReceiptPage {
    let zone = server.house.zone();
    let view = view(server, caller, &zone);
    let say = |key: &str| view.words.say_anyhow(view.language, key, &Gaps::new());
    let pasted = Kind::Long { value: typed.to_owned(), rows: 10, most: 0 };
    let file = Kind::File { limit: "1 MB".into(), accept: ".txt,.note,text/plain".into() };
    ReceiptPage {
        fields: vec![
            Field::new("receipt", say("door-receipt-paste"), pasted).required(),
            Field::new("file", say("door-receipt-file"), file).required(),
        ],
        verdict: "none",
        bound: None,
        keys: server.house.keys.published_text(),
    }
}

async fn ask(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    server.show(&frame(&server, &caller, false), &page(&server, &caller, ""))
}

async fn check(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let uploaded = form.files.first().map(|file| String::from_utf8_lossy(&file.bytes).into_owned());
    let raw = form.pairs.iter().find(|(name, _)| name == "receipt").map(|(_, text)| text.clone());
    let text = uploaded.or(raw).unwrap_or_default();
    let mut page = page(&server, &caller, &text);
    let frame = frame(&server, &caller, false);
    match verified(&server, &text) {
        Ok(receipt) => {
            page.verdict = "good";
            page.bound = Some(Bound::of(&server, &caller, receipt));
            server.show(&frame, &page)
        }
        Err(fault) => {
            page.verdict = match fault {
                ReceiptFault::NotAReceipt => "not-a-receipt",
                ReceiptFault::UnknownKey => "unknown-key",
                ReceiptFault::BadSignature => "bad-signature",
            };
            server.show_again(&frame, &page)
        }
    }
}

/// A browser may have added or dropped a line end at either end of a pasted text.
fn verified(server: &Server, text: &str) -> Result<Receipt, ReceiptFault> {
    let keys = server.house.keys.published();
    let plain = format!("{}\n", text.replace("\r\n", "\n").trim());
    receipt::verify(text, keys).or_else(|_| receipt::verify(&plain, keys))
}

async fn keys(State(server): State<Server>) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (kind, server.house.keys.published_text()).into_response()
}

/// The key to which mail for the house is sealed, and by which ours is checked.
async fn openpgp(State(server): State<Server>) -> Result<Response, Problem> {
    let text = server.house.keys.openpgp().public().map_err(|why| Trouble::unreadable("write a key", why))?;
    let kind = [(header::CONTENT_TYPE, "application/pgp-keys; charset=utf-8")];
    Ok((kind, text).into_response())
}
