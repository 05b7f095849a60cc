//! A form with one file, read as it streams in: a file that is too large is let go, the words stay.

use crate::{Server, form::Form, problem::Problem};
use axum::{
    body::Bytes,
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{StatusCode, header},
};

/// The most that all texts of the form may hold together, in bytes.
const TEXTS: usize = 2 * 1024 * 1024;
/// A file that is too large is read to its end up to this many bytes, so that the browser gets to
/// read our answer.
const DRAINED: u64 = 512 * 1024 * 1024;

/// One file within the limit.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name as it was given.
    pub name: String,
    /// Its type as it was given.
    pub media: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// What was sent.
#[derive(Debug, Default)]
pub struct Sent {
    /// The texts.
    pub form: Form,
    /// The first file, when one was chosen and it fits.
    pub file: Option<File>,
    /// Whether a file was larger than allowed.
    pub too_large: bool,
    /// Names of fields whose text was not UTF-8; what could be read of them is in the form.
    pub garbled: Vec<String>,
}

impl FromRequest<Server> for Sent {
    type Rejection = Problem;

    async fn from_request(request: Request, server: &Server) -> Result<Self, Problem> {
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let form = Form::from_request(request, server).await?;
            return Ok(Self { garbled: garbled(&form), form, ..Self::default() });
        }
        let limit = usize::try_from(server.house.settings.attachment_mib << 20).unwrap_or(usize::MAX);
        let mut parts = Multipart::from_request(request, server).await.map_err(|_| unreadable())?;
        let (mut sent, mut texts) = (Self::default(), 0);
        while let Some(part) = parts.next_field().await.map_err(|_| unreadable())? {
            if part.file_name().is_some() {
                sent.take_file(part, limit).await?;
            } else {
                sent.take_text(part, &mut texts).await?;
            }
        }
        Ok(sent)
    }
}

fn unreadable() -> Problem {
    Problem::new(StatusCode::BAD_REQUEST, "not-readable")
}

fn too_large(limit: usize) -> Problem {
    let number = i64::try_from(limit).ok();
    Problem { number, ..Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large") }
}

/// The fields of a form in which something could not be read.
fn garbled(form: &Form) -> Vec<String> {
    let bad = form.pairs.iter().filter(|(_, text)| text.contains('\u{fffd}'));
    bad.map(|(name, _)| name.clone()).collect()
}

impl Sent {
    async fn take_text(&mut self, mut part: Field<'_>, texts: &mut usize) -> Result<(), Problem> {
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|_| unreadable())? {
            *texts += chunk.len();
            if *texts > TEXTS {
                return Err(too_large(TEXTS));
            }
            bytes.extend_from_slice(&chunk);
        }
        let text = String::from_utf8(bytes).unwrap_or_else(|bad| {
            self.garbled.push(name.clone());
            String::from_utf8_lossy(bad.as_bytes()).into_owned()
        });
        self.form.pairs.push((name, text));
        Ok(())
    }

    async fn take_file(&mut self, mut part: Field<'_>, limit: usize) -> Result<(), Problem> {
        let name = part.file_name().unwrap_or_default().to_owned();
        let media = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let (mut bytes, mut seen) = (Vec::new(), 0_u64);
        while let Some(chunk) = part.chunk().await.map_err(|_| unreadable())? {
            seen += chunk.len() as u64;
            if seen > DRAINED {
                return Err(too_large(limit));
            }
            if bytes.len() + chunk.len() <= limit && !self.too_large {
                bytes.extend_from_slice(&chunk);
            } else {
                self.too_large = true;
                bytes = Vec::new();
            }
        }
        let chosen = !name.is_empty() || !bytes.is_empty();
        if chosen && !self.too_large && self.file.is_none() {
            self.file = Some(File { name, media, bytes: bytes.into() });
        }
        Ok(())
    }
}
