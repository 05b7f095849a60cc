//! Sheets in and out: an upload that changes nothing, a preview row by row, and the word that takes
//! it in; and the whole register as a sheet.

mod samples;

use super::say::Say;
use crate::{
    Server,
    door::Caller,
    form::Form,
    page::{Choice, Field, Kind, Sample, samples_of},
    problem::Problem,
    rooms::desk::{asked, back},
    route::{Gate, Route},
};
use axum::{
    extract::{DefaultBodyLimit, Multipart, Path, State},
    handler::Handler,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use meldkamer_app::entity::{
    export,
    import::{self, Counts, Line, Offered, Shown, Sort},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use meldkamer_exchange::sheet::Format;
use meldkamer_store::entity::import::ImportRow;
use serde::Serialize;

pub(super) fn routes() -> Vec<Route> {
    // A sheet may be larger than a form; the largest that is taken stands in the settings.
    let limit = DefaultBodyLimit::disable;
    vec![
        Route::get("/desk/register/import", Gate::SignedIn(Verb::ImportEntities), show),
        Route::post("/desk/register/import", Gate::SignedIn(Verb::ImportEntities), offer.layer(limit())),
        Route::get("/desk/register/import/{id}", Gate::SignedIn(Verb::ImportEntities), look),
        Route::post("/desk/register/import/{id}/confirm", Gate::SignedIn(Verb::ImportEntities), confirm),
        Route::post("/desk/register/import/{id}/discard", Gate::SignedIn(Verb::ImportEntities), discard),
        Route::post("/desk/register/export", Gate::SignedIn(Verb::ExportEntities), take_out),
    ]
}

pub(super) fn samples() -> Vec<Sample> {
    let mut all = samples_of::<SheetsPage>();
    all.extend(samples_of::<PreviewPage>());
    all
}

/// Sheets that came in, and a form for another.
#[derive(Clone, Debug, Serialize)]
pub struct SheetsPage {
    sheets: Vec<Offer>,
    fields: Vec<Field>,
    formats: Vec<Choice>,
    /// Whether the whole did not fit in a spreadsheet.
    too_large: bool,
}

/// One sheet in the list.
#[derive(Clone, Debug, Serialize)]
struct Offer {
    id: String,
    name: String,
    state: String,
    at: i64,
    lines: i64,
    done: i64,
}

impl Offer {
    fn of(row: &ImportRow) -> Self {
        Self {
            id: row.id.clone(),
            name: row.name.clone(),
            state: row.state.clone(),
            at: row.at,
            lines: row.lines,
            done: row.done_lines,
        }
    }
}

impl SheetsPage {
    fn of(say: &Say<'_>, rows: &[ImportRow], limit: u64, fault: &str) -> Self {
        let file = Kind::File { limit: format!("{limit} MB"), accept: ".csv,.xlsx,.json".into() };
        let mut field = Field::new("sheet", say.words("entity-sheet-file"), file).required();
        field = field.hint(say.words("entity-sheet-file.hint"));
        if !fault.is_empty() {
            field = field.error(say.words(&format!("entity-sheet-fault-{fault}")));
        }
        let formats = Format::ALL.map(Format::ending);
        Self {
            sheets: rows.iter().map(Offer::of).collect(),
            fields: vec![field],
            formats: say.coded("entity-format", &formats, "csv"),
            too_large: false,
        }
    }
}

async fn sheets(server: &Server, caller: &Caller, fault: &str) -> Result<SheetsPage, Problem> {
    let rows = import::newest(&server.house).await?;
    let say = Say::new(server, caller.language);
    Ok(SheetsPage::of(&say, &rows, server.house.settings.sheet_mib, fault))
}

async fn show(State(server): State<Server>, caller: Caller) -> Result<Response, Problem> {
    let page = sheets(&server, &caller, "").await?;
    server.show(&server.frame_of(&caller), &page)
}

/// Takes a sheet for looking at. The size is watched while it streams in.
async fn offer(State(server): State<Server>, caller: Caller, parts: Multipart) -> Result<Response, Problem> {
    let most = usize::try_from(server.house.settings.sheet_mib << 20).unwrap_or(usize::MAX);
    let Some((name, bytes)) = sheet(parts, most).await? else {
        let page = sheets(&server, &caller, "none").await?;
        return server.show_again(&server.frame_of(&caller), &page);
    };
    match import::offer(&server.house, &caller.signed_in()?, &name, bytes).await? {
        Offered::Waits(id) => Ok(back(&format!("/desk/register/import/{id}"))),
        Offered::Unreadable(fault) => {
            let page = sheets(&server, &caller, fault.code()).await?;
            server.show_again(&server.frame_of(&caller), &page)
        }
    }
}

/// The first file of a form, read as it streams in; nothing when none was chosen.
async fn sheet(mut parts: Multipart, most: usize) -> Result<Option<(String, Vec<u8>)>, Problem> {
    let unreadable = |_| Problem::new(StatusCode::BAD_REQUEST, "not-readable");
    while let Some(mut part) = parts.next_field().await.map_err(unreadable)? {
        let Some(name) = part.file_name().map(str::to_owned) else { continue };
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(unreadable)? {
            if bytes.len() + chunk.len() > most {
                return Err(Refused::TooLarge { limit: most as u64 }.into());
            }
            bytes.extend_from_slice(&chunk);
        }
        if !bytes.is_empty() {
            return Ok(Some((name, bytes)));
        }
    }
    Ok(None)
}

/// A sheet, row by row.
#[derive(Clone, Debug, Serialize)]
pub struct PreviewPage {
    offer: Offer,
    counts: Counts,
    lines: Vec<Row>,
    /// Filters: value, label, how many.
    sorts: Vec<(String, usize)>,
    sort: String,
    next: String,
}

/// One row of the sheet.
#[derive(Clone, Debug, Serialize)]
struct Row {
    line: usize,
    sort: Sort,
    name: String,
    id: String,
    /// What is wrong: words.
    wrong: Vec<String>,
    /// What is still to be told: words.
    asks: Vec<String>,
    /// What would change: field, before, after.
    changes: Vec<(String, String, String)>,
}

impl Row {
    fn of(line: Line, say: &Say<'_>) -> Self {
        let told = |bad: bool| -> Vec<String> {
            let gaps = line.gaps.iter().filter(|gap| gap.3 == bad);
            let words = gaps.map(|(field, code, value, _)| {
                let value = if value.is_empty() { String::new() } else { format!(" ({value})") };
                format!("{}{value}: {}", say.field(field), say.fault(code))
            });
            words.collect()
        };
        let joined = |field: &str, texts: &[String]| {
            texts.iter().map(|text| say.text(field, text)).collect::<Vec<_>>().join("; ")
        };
        let changes = line
            .changes
            .iter()
            .map(|(field, before, after)| (say.field(field), joined(field, before), joined(field, after)));
        Self {
            wrong: told(true),
            asks: told(false),
            changes: changes.collect(),
            line: line.line,
            sort: line.sort,
            name: line.name,
            id: line.id,
        }
    }
}

impl PreviewPage {
    fn of(say: &Say<'_>, row: &ImportRow, counts: Counts, shown: Shown, sort: &str) -> Self {
        let sorts = [("wrong", counts.wrong), ("changed", counts.changed), ("fresh", counts.fresh)];
        let next =
            shown.next.map(|place| format!("/desk/register/import/{}?sort={sort}&from={place}", row.id));
        Self {
            offer: Offer::of(row),
            lines: shown.lines.into_iter().map(|line| Row::of(line, say)).collect(),
            sorts: sorts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
            sort: sort.to_owned(),
            next: next.unwrap_or_default(),
            counts,
        }
    }
}

async fn look(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    let form = asked(&caller);
    let sort = Sort::parse(form.text("sort"));
    let from = form.text("from").parse().unwrap_or(0);
    let (row, counts, shown) = import::look(&server.house, &id, sort, from).await?;
    let kept = sort.map_or("", |_| form.text("sort"));
    let page = PreviewPage::of(&Say::new(&server, caller.language), &row, counts, shown, kept);
    server.show(&server.frame_of(&caller), &page)
}

async fn confirm(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    form: Form,
) -> Result<Response, Problem> {
    import::confirm(&server.house, &caller.signed_in()?, &id, form.text("reason")).await?;
    Ok(back(&format!("/desk/register/import/{id}")))
}

async fn discard(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
) -> Result<Response, Problem> {
    import::discard(&server.house, &caller.signed_in()?, &id).await?;
    Ok(back("/desk/register/import"))
}

async fn take_out(State(server): State<Server>, caller: Caller, form: Form) -> Result<Response, Problem> {
    let format = Format::parse(form.text("format")).unwrap_or(Format::Csv);
    match export::export(&server.house, &caller.signed_in()?, format).await {
        Ok(bytes) => {
            let day = caller.at.in_zone(&server.house.zone()).strftime("%Y-%m-%d").to_string();
            let name = format!("attachment; filename=\"register-{day}.{}\"", format.ending());
            let heads =
                [(header::CONTENT_TYPE, format.media().to_owned()), (header::CONTENT_DISPOSITION, name)];
            Ok((heads, bytes).into_response())
        }
        Err(meldkamer_app::Failed::Refused(Refused::NotUnderstood { .. })) => {
            let page = SheetsPage { too_large: true, ..sheets(&server, &caller, "").await? };
            server.show_again(&server.frame_of(&caller), &page)
        }
        Err(failed) => Err(failed.into()),
    }
}
