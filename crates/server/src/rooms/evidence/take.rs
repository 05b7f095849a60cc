//! Working copies on their way out: a stream with a manifest of who took it, or an archive encrypted with
//! the trade's usual password, so that no scanner or finger opens a sample by accident.

use super::item;
use crate::{
    Server,
    door::Caller,
    form::Form,
    problem::Problem,
    route::{Gate, Route},
};
use axum::{
    body::{Body, Bytes},
    extract::{Path, State},
    http::{HeaderName, HeaderValue, header},
    response::{IntoResponse, Response},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use futures::stream;
use meldkamer_app::{
    Failed,
    evidence::{content::Content, copy},
};
use meldkamer_domain::{access::Verb, refused::Refused};
use std::io::{self, Write};
use tokio::{runtime::Handle, sync::mpsc};
use zip::{AesMode, CompressionMethod, ZipWriter, write::SimpleFileOptions};

/// The trade's usual password of archives with samples: it keeps nothing secret, it keeps it shut.
const PASSWORD: &str = "infected";

pub(super) fn routes() -> Vec<Route> {
    vec![Route::post("/desk/evidence/{id}/copy", Gate::SignedIn(Verb::CopyEvidence), take)]
}

async fn take(
    State(server): State<Server>,
    Path(id): Path<String>,
    caller: Caller,
    typed: Form,
) -> Result<Response, Problem> {
    // What is not asked for plainly leaves in an archive.
    let form = if typed.text("form") == "plain" { "plain" } else { "archive" };
    let taken = copy::take(&server.house, &caller.signed_in()?, &id, typed.text("copy_purpose"), form).await;
    let taken = match taken {
        Ok(taken) => taken,
        Err(failed @ Failed::Refused(Refused::NotUnderstood { .. })) => {
            let named =
                |field: &str| if field == "purpose" { "copy_purpose".into() } else { field.to_owned() };
            return item::after(&server, &caller, &id, &typed, Err(failed), named).await;
        }
        Err(failed) => return Err(failed.into()),
    };
    let manifest = STANDARD.encode(&taken.manifest);
    let (name, size) = (taken.row.name.clone(), taken.row.size);
    let plain = form == "plain";
    let body =
        if plain { poured(taken.content) } else { packed(taken.content, name.clone(), taken.manifest) };
    let file = if plain { name } else { format!("{name}.zip") };
    let mut response = body.into_response();
    let mut put = |key: HeaderName, value: String| {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(key, value);
        }
    };
    put(header::CONTENT_TYPE, "application/octet-stream".into());
    put(header::CONTENT_DISPOSITION, disposition(&file));
    // What is evidence is not packed on the way.
    put(header::CONTENT_ENCODING, "identity".into());
    put(HeaderName::from_static("meldkamer-manifest"), manifest);
    if plain {
        put(header::CONTENT_LENGTH, size.to_string());
    }
    Ok(response)
}

fn disposition(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|sign| if sign.is_ascii_alphanumeric() || ".-_".contains(sign) { sign } else { '_' })
        .collect();
    let whole: String =
        name.bytes()
            .map(|byte| {
                if byte.is_ascii_alphanumeric() {
                    char::from(byte).to_string()
                } else {
                    format!("%{byte:02X}")
                }
            })
            .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{whole}")
}

/// Where a thread that may wait writes what a response streams.
struct Pipe(mpsc::Sender<io::Result<Bytes>>);

impl Write for Pipe {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let piece = Bytes::copy_from_slice(bytes);
        self.0.blocking_send(Ok(piece)).map_err(|_| io::Error::from(io::ErrorKind::BrokenPipe))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Streams what a writer writes. When it fails the line is cut, so that nobody takes it for whole.
fn streamed(write: impl FnOnce(&mut dyn Write) -> io::Result<()> + Send + 'static) -> Body {
    let (sender, receiver) = mpsc::channel(4);
    tokio::task::spawn_blocking(move || {
        let mut pipe = io::BufWriter::with_capacity(64 << 10, Pipe(sender.clone()));
        let done = write(&mut pipe).and_then(|()| pipe.flush());
        if let Err(why) = done {
            tracing::warn!(%why, "a working copy did not leave whole");
            let _ = sender.blocking_send(Err(why));
        }
    });
    Body::from_stream(stream::unfold(receiver, async |mut receiver| {
        receiver.recv().await.map(|piece| (piece, receiver))
    }))
}

fn poured(content: Content) -> Body {
    let rooms = Handle::current();
    streamed(move |mut out| content.pour(&rooms, &mut out).map_err(io::Error::other))
}

fn packed(content: Content, name: String, manifest: String) -> Body {
    let rooms = Handle::current();
    streamed(move |out| {
        let mut zip = ZipWriter::new_stream(out);
        let shut = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .large_file(true)
            .with_aes_encryption(AesMode::Aes256, PASSWORD);
        zip.start_file("MANIFEST.txt", shut).map_err(io::Error::other)?;
        zip.write_all(manifest.as_bytes())?;
        zip.start_file(name, shut).map_err(io::Error::other)?;
        content.pour(&rooms, &mut zip).map_err(io::Error::other)?;
        zip.finish().map(drop).map_err(io::Error::other)
    })
}
