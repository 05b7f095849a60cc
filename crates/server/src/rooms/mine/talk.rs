//! Messages to the CSIRT and files, both ways through one door.

use super::{
    Holder, MinePage,
    sent::{File, Sent},
};
use crate::{
    Server,
    page::Kind,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    extract::{DefaultBodyLimit, Path, State},
    handler::Handler,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use meldkamer_app::{
    Failed,
    attachment::{self, Kept},
    message,
};
use meldkamer_domain::refused::Refused;

pub(super) fn routes() -> Vec<Route> {
    // The size is watched while it streams in, so that a file too many does not cost the words.
    let free = DefaultBodyLimit::disable;
    vec![
        Route::post("/mine/messages", Gate::Code, write.layer(free())),
        Route::post("/mine/files", Gate::Code, add.layer(free())),
        Route::get("/mine/files/{id}", Gate::Code, fetch),
    ]
}

async fn write(State(server): State<Server>, holder: Holder, sent: Sent) -> Result<Response, Problem> {
    let text = sent.form.text("message").to_owned();
    if sent.too_large {
        return again(&server, &holder, &text, "attachment", "too-large").await;
    }
    if sent.garbled.iter().any(|name| name == "message") {
        return again(&server, &holder, &text, "message", "not-utf8").await;
    }
    let kept = keep(&server, sent.file).await?;
    match message::write(&server.house, &holder.door, &holder.row.id, &text, kept.as_ref()).await {
        Ok(()) => Ok(Redirect::to("/mine?done=message#messages").into_response()),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
            again(&server, &holder, &text, "message", fault).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn add(State(server): State<Server>, holder: Holder, sent: Sent) -> Result<Response, Problem> {
    if sent.too_large {
        return again(&server, &holder, "", "file", "too-large").await;
    }
    let Some(kept) = keep(&server, sent.file).await? else {
        return again(&server, &holder, "", "file", "missing").await;
    };
    attachment::add(&server.house, &holder.door, &holder.row.id, &kept).await?;
    Ok(Redirect::to("/mine?done=file#files").into_response())
}

/// The bytes are in the depot before the act that tells of them begins.
async fn keep(server: &Server, file: Option<File>) -> Result<Option<Kept>, Problem> {
    let Some(file) = file else { return Ok(None) };
    Ok(Some(attachment::keep(&server.house.depot, &file.name, &file.media, file.bytes).await?))
}

/// The page again with what was typed and what is wrong.
async fn again(
    server: &Server,
    holder: &Holder,
    text: &str,
    field: &str,
    fault: &str,
) -> Result<Response, Problem> {
    let mine = holder.look(server).await?;
    let mut page = MinePage::new(server, holder, &mine);
    if let Kind::Long { value, .. } = &mut page.message.kind {
        text.clone_into(value);
    }
    let limit = format!("{} MB", server.house.settings.attachment_mib);
    let said = holder.voice(server).fill(&format!("mine-fault-{fault}"), &[("limit", &limit)]);
    match field {
        "attachment" => page.attachment.error = said,
        "file" => page.file.error = said,
        _ => page.message.error = said,
    }
    server.show_again(&holder.frame(server), &page.sum_up())
}

/// Always a download: what is in a file is never shown on our pages.
async fn fetch(
    State(server): State<Server>,
    holder: Holder,
    Path(id): Path<String>,
) -> Result<Response, Problem> {
    let (row, bytes) = attachment::fetch(&server.house, &holder.door, &holder.row.id, &id).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(&row.name)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}

/// `attachment` with a plain name, and the whole name as RFC 8187 writes it.
pub(super) fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || " .-_()".contains(c) { c } else { '_' })
        .collect();
    let whole: String = name
        .bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => char::from(byte).to_string(),
            other => format!("%{other:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_cannot_leave_its_header() {
        assert_eq!(
            disposition("een \"rare\"\nnaam é.txt"),
            "attachment; filename=\"een _rare__naam _.txt\"; filename*=UTF-8''een%20%22rare%22%0Anaam%20%C3%A9.txt"
        );
    }
}
