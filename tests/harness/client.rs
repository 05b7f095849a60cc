//! Somebody with a browser, without the browser: sends requests, keeps cookies, follows nothing.

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Method, Request, header},
};
use std::{collections::BTreeMap, net::SocketAddr};
use tower::ServiceExt;

const HOST: &str = "meldkamer.example";

/// Somebody at the door.
#[derive(Clone)]
pub struct Client {
    app: Router,
    /// Their cookies.
    pub cookies: BTreeMap<String, String>,
    /// Their token, for machines.
    pub bearer: Option<String>,
    /// What they accept: pages or JSON.
    pub accept: &'static str,
    /// The address that they come from.
    pub from: [u8; 4],
}

/// What they got.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// One header; empty when it is absent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap_or_default())
    }

    /// Whether this is a page for people.
    pub fn is_page(&self) -> bool {
        self.header("content-type").starts_with("text/html")
    }
}

impl Client {
    /// A stranger.
    pub fn new(app: Router) -> Self {
        Self { app, cookies: BTreeMap::new(), bearer: None, accept: "text/html", from: [192, 0, 2, 1] }
    }

    /// Looks at a page.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Vec::new()).await
    }

    /// Sends a form.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body: String = form(fields);
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, Some(kind), body.into_bytes()).await
    }

    /// Sends anything.
    pub async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Vec<u8>) -> Answer {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::ORIGIN, format!("https://{HOST}"))
            .header(header::ACCEPT, self.accept);
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind).header(header::CONTENT_LENGTH, body.len());
        }
        if let Some(bearer) = &self.bearer {
            request = request.header(header::AUTHORIZATION, format!("Bearer {bearer}"));
        }
        if !self.cookies.is_empty() {
            let all: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header(header::COOKIE, all.join("; "));
        }
        let from = SocketAddr::from((self.from, 40000));
        let request = request.extension(ConnectInfo(from)).body(Body::from(body)).unwrap();
        let response = self.app.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        self.keep_cookies(&parts.headers);
        // A stream of events never ends by itself: its headers are enough.
        let endless = parts.headers.get(header::CONTENT_TYPE).is_some_and(|kind| kind == "text/event-stream");
        let body = if endless { Bytes::new() } else { to_bytes(body, usize::MAX).await.unwrap_or_default() };
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    fn keep_cookies(&mut self, headers: &HeaderMap) {
        for set in headers.get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok()) {
            let pair = set.split(';').next().unwrap_or_default();
            let Some((name, value)) = pair.split_once('=') else { continue };
            let gone = value.is_empty() || set.to_ascii_lowercase().contains("max-age=0");
            if gone {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}

/// A form as a browser writes it.
pub fn form(fields: &[(&str, &str)]) -> String {
    fn code(text: &str) -> String {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._*".contains(&byte);
        text.bytes().map(|b| if plain(b) { char::from(b).to_string() } else { format!("%{b:02X}") }).collect()
    }
    fields.iter().map(|(name, value)| format!("{}={}", code(name), code(value))).collect::<Vec<_>>().join("&")
}
