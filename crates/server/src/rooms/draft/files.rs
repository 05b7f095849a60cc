//! Files beside a report that is still being written: a list, a field for more, and a way to fetch one.
//!
//! They come in with the form itself (`keep`), so that no word is lost on the way.

use super::{held, view};
use crate::{
    Server,
    door::Caller,
    language::Language,
    page::{Field, Kind},
    problem::Problem,
    rooms::mine::talk::as_download,
    words::{Gaps, gap},
};
use axum::{
    extract::{Path, State},
    response::Response,
};
use meldkamer_app::{
    Actor,
    draft::{self, files::MOST},
};
use meldkamer_store::message::AttachmentRow;
use serde::Serialize;

/// The files of a draft, as its form shows them.
#[derive(Clone, Debug, Serialize)]
pub struct Files {
    /// Those there are.
    pub list: Vec<File>,
    /// The field for more.
    pub field: Field,
}

/// One file.
#[derive(Clone, Debug, Serialize)]
pub struct File {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its size in words.
    pub size: String,
}

impl Files {
    /// The files of a draft in the language of the caller.
    pub fn of(server: &Server, caller: &Caller, rows: &[AttachmentRow]) -> Self {
        let zone = server.house.zone();
        let view = view(server, caller, &zone);
        let say = |key: &str| view.words.say_anyhow(view.language, key, &Gaps::new());
        let limit = format!("{} MB", server.house.settings.attachment_mib);
        let field = Field::new("file", say("door-files-add"), Kind::File { limit, accept: String::new() });
        Self { list: list(caller.language, rows), field: field.hint(say("mine-file-hint")) }
    }

    /// Files to look at; with any, the field says that something is wrong.
    pub fn sample(count: usize) -> Self {
        let kind = Kind::File { limit: "25 MB".into(), accept: String::new() };
        let field = Field::new("file", "Bestand toevoegen", kind);
        let file =
            |number| File { id: format!("att_{number}"), name: "log <b>.txt".into(), size: "1,4 kB".into() };
        let fault = if count > 0 { "Dit bestand is te groot." } else { "" };
        Self { list: (0..count).map(file).collect(), field: field.error(fault) }
    }

    /// Says beside the field why no file was added.
    pub fn put_fault(&mut self, server: &Server, caller: &Caller, fault: &str) {
        let mut gaps = Gaps::new();
        gaps.set("limit", gap(format!("{} MB", server.house.settings.attachment_mib)));
        gaps.set("most", gap(f64::from(u32::try_from(MOST).unwrap_or(u32::MAX))));
        let key = format!("door-files-{fault}");
        self.field.error = server.pages.words().say_anyhow(caller.language, &key, &gaps);
    }
}

/// Files by name and size.
pub fn list(language: Language, rows: &[AttachmentRow]) -> Vec<File> {
    let file = |row: &AttachmentRow| File {
        id: row.id.clone(),
        name: row.name.clone(),
        size: language.size(row.size),
    };
    rows.iter().map(file).collect()
}

/// `GET /report/files/{id}`: always a download.
pub async fn fetch(
    State(server): State<Server>,
    caller: Caller,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    caller.code()?;
    let draft = held(&server, &caller).await?.ok_or_else(Problem::not_found)?;
    let door = caller.door(Actor::reporter(&draft.row.id));
    let (row, bytes) = draft::files::fetch(&server.house, &door, &draft.row.id, &id).await?;
    Ok(as_download(&row.name, bytes))
}
