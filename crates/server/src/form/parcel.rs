//! A form with files, read as it streams in: a file that is too large is let go, the words stay.

use super::{Form, LIMIT, Upload, whole::DRAINED};
use crate::{Server, problem::Problem};
use axum::{
    extract::{FromRequest, Multipart, Request, multipart::Field},
    http::{StatusCode, header},
};
use meldkamer_app::attachment::{self, Kept};

/// So many fields and files a form has at the most.
const PARTS: usize = 5_000;

/// What was sent.
#[derive(Debug, Default)]
pub struct Parcel {
    /// The texts; its files are those that fit.
    pub form: Form,
    /// Bytes of all files together.
    size: usize,
    /// Whether the files were larger than allowed.
    pub too_large: bool,
    /// Names of fields whose text was not UTF-8; what could be read of them is in the form.
    pub garbled: Vec<String>,
}

impl FromRequest<Server> for Parcel {
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
            if sent.form.pairs.len() + sent.form.files.len() >= PARTS {
                return Err(too_large(LIMIT));
            }
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
    let number = i64::try_from(limit >> 20).ok();
    Problem { number, ..Problem::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large") }
}

/// The fields of a form in which something could not be read.
fn garbled(form: &Form) -> Vec<String> {
    let bad = form.pairs.iter().filter(|(_, text)| text.contains('\u{fffd}'));
    bad.map(|(name, _)| name.clone()).collect()
}

impl Parcel {
    async fn take_text(&mut self, mut part: Field<'_>, texts: &mut usize) -> Result<(), Problem> {
        let name = part.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = part.chunk().await.map_err(|_| unreadable())? {
            *texts += chunk.len();
            if *texts > LIMIT {
                return Err(too_large(LIMIT));
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
        let field = part.name().unwrap_or_default().to_owned();
        let name = part.file_name().unwrap_or_default().to_owned();
        let media = part.content_type().unwrap_or("application/octet-stream").to_owned();
        let (mut bytes, mut seen) = (Vec::new(), 0_u64);
        while let Some(chunk) = part.chunk().await.map_err(|_| unreadable())? {
            seen += chunk.len() as u64;
            if seen > DRAINED {
                return Err(too_large(limit));
            }
            self.size += chunk.len();
            if self.size <= limit && !self.too_large {
                bytes.extend_from_slice(&chunk);
            } else {
                self.too_large = true;
                bytes = Vec::new();
                self.form.files.clear();
            }
        }
        let chosen = !name.is_empty() || !bytes.is_empty();
        if chosen && !self.too_large {
            self.form.files.push(Upload { field, name, media, bytes: bytes.into() });
        }
        Ok(())
    }
}

impl Parcel {
    /// Puts the files in the depot, before the act that tells of them begins.
    pub async fn deposit(&self, server: &Server) -> Result<Vec<Kept>, Problem> {
        let mut kept = Vec::new();
        for file in &self.form.files {
            let bytes = file.bytes.clone();
            kept.push(attachment::keep(&server.house.depot, &file.name, &file.media, bytes).await?);
        }
        Ok(kept)
    }
}
