//! The carbon copy of a form: what a person sent comes back with the problem when it could not be
//! kept, so that one button sends it again and no typed word is lost.
//!
//! Only for that: a form with a password or a code in it is never copied back, and files are not.

use axum::{
    body::{Body, BodyDataStream, Bytes},
    extract::{FromRequest, Multipart, Request},
    http::{HeaderMap, Method, header, request::Parts},
};
use futures::{StreamExt, stream};
use serde::Serialize;
use std::{sync::Arc, time::Duration};
use tokio::{sync::Mutex, time};

/// The most that is copied, in bytes.
const MOST: usize = 2 * 1024 * 1024;
/// What was not read yet when the problem came is waited for so long.
const PATIENCE: Duration = Duration::from_secs(10);
/// Fields that are never sent back.
const SECRET: [&str; 4] = ["password", "now", "code", "secret"];

/// A form that can be sent again.
#[derive(Clone, Debug, Serialize)]
pub struct Again {
    /// Where it goes.
    pub action: String,
    /// Whether it wants parts, because files belong to it.
    pub parts: bool,
    /// Names and values in order.
    pub fields: Vec<(String, String)>,
}

/// A body that is copied while it is read, by whoever reads it.
pub struct Carbon {
    action: String,
    kind: String,
    page: Arc<Mutex<Page>>,
}

struct Page {
    rest: BodyDataStream,
    copy: Vec<u8>,
    whole: bool,
}

impl Page {
    async fn read(&mut self) -> Option<Result<Bytes, axum::Error>> {
        let chunk = self.rest.next().await;
        match &chunk {
            None => self.whole = true,
            Some(Ok(bytes)) if self.copy.len() + bytes.len() <= MOST => self.copy.extend_from_slice(bytes),
            // Too much, or broken off: what there is would not be the whole form.
            Some(_) => self.copy = Vec::with_capacity(0),
        }
        chunk
    }
}

impl Carbon {
    /// Puts a carbon under the form that a request brings, if it brings one that fits.
    pub fn under(parts: &Parts, body: Body) -> (Body, Option<Self>) {
        let Some(kind) = fits(&parts.method, &parts.headers) else { return (body, None) };
        let page = Page { rest: body.into_data_stream(), copy: Vec::new(), whole: false };
        let page = Arc::new(Mutex::new(page));
        let read = stream::unfold(page.clone(), async |page| {
            let chunk = page.lock().await.read().await?;
            Some((chunk, page))
        });
        let action = parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned();
        (Body::from_stream(read), Some(Self { action, kind, page }))
    }

    /// The form that was sent, when all of it came and nothing in it is secret.
    pub async fn again(self) -> Option<Again> {
        let bytes = time::timeout(PATIENCE, whole(&self.page)).await.ok()??;
        let parts = self.kind.starts_with("multipart/");
        let fields = if parts { from_parts(&self.kind, bytes).await? } else { from_line(&bytes) };
        let secret = fields.iter().any(|(name, _)| SECRET.contains(&name.as_str()));
        (!secret && !fields.is_empty()).then_some(Again { action: self.action, parts, fields })
    }
}

/// The type of a form that is small enough to copy.
fn fits(method: &Method, headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
    let kind = text(header::CONTENT_TYPE)?;
    let form =
        kind.starts_with("application/x-www-form-urlencoded") || kind.starts_with("multipart/form-data");
    let small = text(header::CONTENT_LENGTH)?.parse::<usize>().is_ok_and(|length| length <= MOST);
    (*method == Method::POST && form && small).then(|| kind.to_owned())
}

/// Reads what nobody read yet; the gate may have closed before the first byte.
async fn whole(page: &Mutex<Page>) -> Option<Vec<u8>> {
    let mut page = page.lock().await;
    while !page.whole {
        page.read().await.transpose().ok()?;
    }
    Some(std::mem::take(&mut page.copy))
}

fn from_line(bytes: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(bytes).map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

async fn from_parts(kind: &str, bytes: Vec<u8>) -> Option<Vec<(String, String)>> {
    let request = Request::builder().header(header::CONTENT_TYPE, kind).body(Body::from(bytes)).ok()?;
    let mut parts = Multipart::from_request(request, &()).await.ok()?;
    let mut fields = Vec::new();
    while let Some(part) = parts.next_field().await.ok()? {
        if part.file_name().is_none() {
            let name = part.name().unwrap_or_default().to_owned();
            fields.push((name, part.text().await.ok()?));
        }
    }
    Some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn sent(kind: &str, text: &str) -> (Parts, Body) {
        let request = Request::post("/mine/messages?x=1")
            .header(header::CONTENT_TYPE, kind)
            .header(header::CONTENT_LENGTH, text.len());
        let (parts, body) = request.body(Body::from(text.to_owned())).unwrap().into_parts();
        (parts, body)
    }

    const LINE: &str = "application/x-www-form-urlencoded";

    #[tokio::test]
    async fn what_was_read_and_what_was_not_both_come_back() {
        for read in [true, false] {
            let (parts, body) = sent(LINE, "message=Wij+hebben+hulp&message=tweede");
            let (body, carbon) = Carbon::under(&parts, body);
            if read {
                assert_eq!(to_bytes(body, MOST).await.unwrap().len(), 38);
            } else {
                drop(body);
            }
            let again = carbon.unwrap().again().await.unwrap();
            assert_eq!(again.action, "/mine/messages?x=1");
            assert_eq!(again.fields[0], ("message".into(), "Wij hebben hulp".into()));
            assert_eq!(again.fields.len(), 2);
        }
    }

    #[tokio::test]
    async fn texts_between_files_come_back_and_the_files_do_not() {
        let text = "--x\r\nContent-Disposition: form-data; name=\"message\"\r\n\r\nHulp\r\n\
                    --x\r\nContent-Disposition: form-data; name=\"attachment\"; filename=\"a\"\r\n\r\nbytes\r\n--x--\r\n";
        let (parts, body) = sent("multipart/form-data; boundary=x", text);
        let (_, carbon) = Carbon::under(&parts, body);
        let again = carbon.unwrap().again().await.unwrap();
        assert_eq!(again.fields, [("message".to_owned(), "Hulp".to_owned())]);
        assert!(again.parts);
    }

    #[tokio::test]
    async fn no_secret_comes_back_and_nothing_that_is_no_form() {
        let (parts, body) = sent(LINE, "login=ans&password=geheim");
        assert!(Carbon::under(&parts, body).1.unwrap().again().await.is_none());
        let (parts, body) = sent("application/json", "{}");
        assert!(Carbon::under(&parts, body).1.is_none());
    }
}
