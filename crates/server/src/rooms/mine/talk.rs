//! Messages to the CSIRT and files, both ways through one door.

use super::{Holder, MinePage, OfFile, both};
use crate::{Server, form::Parcel, page::Kind, problem::Problem, route::Route};
use axum::{
    body::Bytes,
    extract::{DefaultBodyLimit, Path, State},
    handler::Handler,
    http::Method,
    http::header,
    response::{IntoResponse, Response},
};
use meldkamer_app::{Failed, attachment, message};
use meldkamer_domain::{access::Verb, refused::Refused};

pub(super) fn routes() -> Vec<Route> {
    // The size is watched while it streams in, so that a file too many does not cost the words.
    let free = DefaultBodyLimit::disable;
    [
        both(Method::POST, paths!("/messages"), Verb::WriteMessage, write.layer(free())),
        both(Method::POST, paths!("/files"), Verb::Attach, add.layer(free())),
        both(Method::GET, paths!("/files/{id}"), Verb::ReadOwn, fetch),
    ]
    .into_iter()
    .flatten()
    .collect()
}

async fn write(State(server): State<Server>, holder: Holder, sent: Parcel) -> Result<Response, Problem> {
    let (text, mark) = (sent.form.text("message").to_owned(), sent.form.text("once").to_owned());
    if sent.too_large {
        return again(&server, &holder, &text, "attachment", "too-large").await;
    }
    if sent.garbled.iter().any(|name| name == "message") {
        return again(&server, &holder, &text, "message", "not-utf8").await;
    }
    let kept = sent.deposit(&server).await?;
    match message::write(&server.house, &holder.door, &holder.row.id, &text, kept.first(), &mark).await {
        Ok(()) => Ok(holder.to("?done=message#messages")),
        Err(Failed::Refused(Refused::NotUnderstood { fault, .. })) => {
            again(&server, &holder, &text, "message", fault).await
        }
        Err(failed) => Err(failed.into()),
    }
}

async fn add(State(server): State<Server>, holder: Holder, sent: Parcel) -> Result<Response, Problem> {
    if sent.too_large {
        return again(&server, &holder, "", "file", "too-large").await;
    }
    let mark = sent.form.text("once").to_owned();
    let kept = sent.deposit(&server).await?;
    let Some(kept) = kept.first() else {
        return again(&server, &holder, "", "file", "missing").await;
    };
    attachment::add(&server.house, &holder.door, &holder.row.id, kept, &mark).await?;
    Ok(holder.to("?done=file#files"))
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
    Path(OfFile { id }): Path<OfFile>,
) -> Result<Response, Problem> {
    let (row, bytes) = attachment::fetch(&server.house, &holder.door, &holder.row, &id).await?;
    Ok(as_download(&row.name, bytes))
}

/// A file of somebody's: to be kept, never to be shown.
pub(crate) fn as_download(name: &str, bytes: Bytes) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    (headers, bytes).into_response()
}

/// `attachment` with a plain name, and the whole name as RFC 8187 writes it.
pub(crate) fn disposition(name: &str) -> String {
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
