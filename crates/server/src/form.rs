//! What a browser sends: fields in the order they stand, repeated ones too, and files.

mod parcel;
mod whole;

pub use parcel::Parcel;
pub use whole::whole;

use crate::{Server, problem::Problem};
use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request},
    http::{StatusCode, header},
};
use meldkamer_domain::refused::Refused;

/// The most that a form may send without files, in bytes.
pub const LIMIT: usize = 2 * 1024 * 1024;

/// A file that was sent along.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The field it came in.
    pub field: String,
    /// The name it was given, as it was given.
    pub name: String,
    /// The type it was given; never trusted.
    pub media: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A form as it was sent.
#[derive(Debug, Default, Clone)]
pub struct Form {
    /// Names and values in order.
    pub pairs: Vec<(String, String)>,
    /// Files; empty file fields are left out.
    pub files: Vec<Upload>,
}

impl Form {
    /// What the query of an address asks for, read like a form.
    pub fn of_query(query: &str) -> Self {
        Self { pairs: form_urlencoded::parse(query.as_bytes()).into_owned().collect(), files: Vec::new() }
    }

    /// The first value of a field, trimmed; empty when it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.pairs.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value.trim())
    }

    /// All values of a field.
    pub fn all(&self, name: &str) -> Vec<&str> {
        self.pairs.iter().filter(|(field, _)| field == name).map(|(_, value)| value.as_str()).collect()
    }

    /// A field that must be there; the fault is `missing`.
    pub fn must(&self, name: &str) -> Result<&str, Refused> {
        match self.text(name) {
            "" => Err(Refused::field(name, "missing")),
            text => Ok(text),
        }
    }
}

impl FromRequest<Server> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            return multipart(request, server).await;
        }
        let body = whole(request.into_body(), LIMIT).await.map_err(unreadable)?;
        let pairs =
            form_urlencoded::parse(&body).map(|(name, value)| (name.into_owned(), value.into_owned()));
        Ok(Self { pairs: pairs.collect(), files: Vec::new() })
    }
}

fn unreadable(status: StatusCode) -> Problem {
    let large = status == StatusCode::PAYLOAD_TOO_LARGE;
    let code = if large { "too-large" } else { "not-readable" };
    Problem { number: large.then_some((LIMIT >> 20) as i64), ..Problem::new(status, code) }
}

async fn multipart(request: Request, server: &Server) -> Result<Form, Problem> {
    let mut sent = Multipart::from_request(request, server).await.map_err(|e| unreadable(e.status()))?;
    let mut form = Form::default();
    while let Some(part) = sent.next_field().await.map_err(|e| unreadable(e.status()))? {
        let field = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let media = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let bytes = part.bytes().await.map_err(|e| unreadable(e.status()))?;
        match file {
            None => form.pairs.push((field, String::from_utf8_lossy(&bytes).into_owned())),
            Some(name) if !name.is_empty() || !bytes.is_empty() => {
                form.files.push(Upload { field, name, media, bytes });
            }
            Some(_) => {}
        }
    }
    Ok(form)
}
